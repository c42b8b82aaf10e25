"""For readers: `tables` with `headings` and `units`, short `quotes` with their lines, `claims` tied to numbers by
`fields`."""
