"""The case store: what is kept between runs, where, and how it is erased."""
