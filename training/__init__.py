"""Scripts that make the shipped weights and tables; the package never imports them."""
