"""The law as data: what a pack holds, how it is read, checked and laid over another one."""
