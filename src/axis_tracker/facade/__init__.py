"""The top room: what users of the package meet first, the public `Dataset` and the functions that return one."""
