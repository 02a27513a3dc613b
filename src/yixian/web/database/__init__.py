"""Which database an installation keeps its facts in, and what makes both behave alike."""
