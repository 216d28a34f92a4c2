"""What a curator needs beside the editor: finding passages."""
