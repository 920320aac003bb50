"""A record in words, for every report that tells of one."""
