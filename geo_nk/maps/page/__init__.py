"""The map as one HTML file that makes no request. What stands in it lies in ``assets/``."""
