"""The interview: questions in computed order, answers as people write them, saved and taken up again."""
