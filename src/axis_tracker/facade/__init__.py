"""The top layer: the public `Dataset`, its selections, and the functions that load or read a dataset."""
