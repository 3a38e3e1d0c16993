"""The version of the program, apart from the package itself so that its lower modules can name it."""

VERSION = "0.1.0"
