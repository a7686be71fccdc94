package source

import "io"

// Options say how to read. The zero value is ready to use.
type Options struct {
	// Field is where JSON, JSON Lines and CSV hold the text: a path with dots ("data.content", "items.0.text"),
	// or a column's name. Empty: it is found.
	Field string
	// Stdin is what "-" reads; nil means that "-" is an error.
	Stdin io.Reader
	// Limits bound what is read; zero fields take the defaults.
	Limits Limits
	// Fetch says how URLs are read.
	Fetch Fetch
}

// Limits bound what hostile input can cost. A zero field means its default.
type Limits struct {
	// Document is the most bytes of one document, before and after decompression: 64 MiB.
	Document int64
	// Archive is the most bytes that one archive may hold in all, decompressed: 16 GiB.
	Archive int64
	// Members is the most members of one archive, and the most rows of one file: 4,000,000.
	Members int
	// Ratio is the most bytes that one compressed byte may give, once 16 MiB have come out: 250.
	Ratio int64
	// Depth is how deep archives may nest: 3.
	Depth int
}

// withDefaults fills the fields that are zero.
func (l Limits) withDefaults() Limits {
	if l.Document <= 0 {
		l.Document = 64 << 20
	}
	if l.Archive <= 0 {
		l.Archive = 16 << 30
	}
	if l.Members <= 0 {
		l.Members = 4_000_000
	}
	if l.Ratio <= 0 {
		l.Ratio = 250
	}
	if l.Depth <= 0 {
		l.Depth = 3
	}
	return l
}
