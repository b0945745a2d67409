// The case page.
