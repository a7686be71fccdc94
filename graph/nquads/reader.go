package nquads

import (
	"io"
	"iter"

	"github.com/cayleygraph/quad"
)

// A Reader gives the quads of a file of N-Quads or N-Triples. It is a [quad.ReadCloser].
type Reader struct {
	scan  *Scanner
	cache termCache
}

// NewReader gives a reader of r. It reads ahead of the quad it gives. Values are [quad.IRI], [quad.BNode],
// [quad.String] (also for xsd:string), [quad.LangString] with the tag as written, and [quad.TypedString] with
// the lexical form as written.
func NewReader(r io.Reader, o Options) *Reader {
	return &Reader{scan: NewScanner(r, o), cache: newTermCache()}
}

// ReadQuad gives the next quad, [io.EOF] behind the last, or a [*SyntaxError].
func (r *Reader) ReadQuad() (quad.Quad, error) {
	if !r.scan.Scan() {
		if err := r.scan.Err(); err != nil {
			return quad.Quad{}, err
		}
		return quad.Quad{}, io.EOF
	}
	return r.quad(), nil
}

// quad makes the quad that the scanner found.
func (r *Reader) quad() quad.Quad {
	s := r.scan
	q := quad.Quad{
		Subject:   r.cache.node(&s.Subject),
		Predicate: r.cache.node(&s.Predicate),
		Object:    r.value(&s.Object),
	}
	if s.Label.Kind != KindNone {
		q.Label = r.cache.node(&s.Label)
	}
	return q
}

// A Parser reads single lines that the caller has at hand.
type Parser struct {
	r    *Reader
	last quad.Quad // of the last statement
}

// NewParser gives a parser.
func NewParser() *Parser { return &Parser{r: NewReader(nil, Options{})} }

// Parse reads one statement from a line without its end; the line is not kept. A line that holds none is an error.
func (p *Parser) Parse(line []byte) (quad.Quad, error) {
	found, err := p.r.scan.parse(line)
	if err != nil {
		return quad.Quad{}, err
	}
	if !found {
		return quad.Quad{}, &SyntaxError{Column: 1, Message: "the line holds no statement"}
	}
	return p.r.quad(), nil
}

// value makes the value of an object.
func (r *Reader) value(t *Term) quad.Value {
	switch t.Kind {
	case KindPlain:
		return quad.String(t.Value)
	case KindLang:
		return quad.LangString{Value: quad.String(t.Value), Lang: r.cache.text(t.Suffix)}
	case KindTyped:
		return quad.TypedString{Value: quad.String(t.Value), Type: quad.IRI(r.cache.text(t.Suffix))}
	}
	return r.cache.node(t)
}

// Line is the number of the line that the last quad stands on, from 1.
func (r *Reader) Line() int { return r.scan.Line() }

// Close does nothing: whoever opened the file closes it.
func (r *Reader) Close() error { return nil }

// Quads gives the quads that are left; an error is the last thing given.
func (r *Reader) Quads() iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for {
			q, err := r.ReadQuad()
			if err == io.EOF {
				return
			}
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
}
