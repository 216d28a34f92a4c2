"""Values that are known only so far: dates, quantities, and questions that may have to stay open."""
