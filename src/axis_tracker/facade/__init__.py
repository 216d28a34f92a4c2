"""The top room: the public `Dataset`, its selections, and the functions that load or read a dataset."""
