package source

// Fetch says how URLs are read.
type Fetch struct{}
