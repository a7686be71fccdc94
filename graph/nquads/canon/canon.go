// Package canon gives the canonical form of an RDF dataset and its digest, by the W3C's RDF Dataset
// Canonicalization, RDFC-1.0 (https://www.w3.org/TR/rdf-canon/).
//
// Start with [Write] and [Digest], which stream where there are no blank nodes, or with [Canonicalize], which also
// tells how blank nodes were renamed. Two datasets have the same canonical form just where they are the same but for
// the names of their blank nodes.
package canon

import (
	"crypto"
	_ "crypto/sha256" // the hash of RDFC-1.0
	_ "crypto/sha512" // has SHA-384, its other one
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"policygraph/graph/nquads"
)

// DefaultMaxWork is how much work a dataset may make unless [Options] says otherwise. The W3C's heaviest test
// that must succeed needs 3,348.
const DefaultMaxWork = 50_000

// ErrTooComplex is the error for a dataset whose blank nodes look so alike that telling them apart would take
// more than [Options] allow: what RDFC-1.0 calls a poisoned dataset.
var ErrTooComplex = errors.New("canonicalize: the blank nodes of the dataset are too much alike")

// Options change how a dataset is canonicalized. The zero value is RDFC-1.0 with SHA-256.
type Options struct {
	// Hash is [crypto.SHA256] (or 0) or [crypto.SHA384].
	Hash crypto.Hash
	// MaxWork is how often blank nodes may be hashed with their neighbours, each order of the neighbours that
	// is tried counting as well; 0 means [DefaultMaxWork].
	MaxWork int
	// Sort is what sorting may use, in [Write] and [Digest].
	Sort nquads.SortOptions
}

// A Result is the canonical form of a dataset.
type Result struct {
	// Lines are the quads in Canonical N-Quads with their LF, in the order of their code points.
	Lines []string
	// Issued is the canonical label of each blank node of the input, both without _:.
	Issued map[string]string
}

// Canonicalize gives the canonical form of quads, in which repeats count once. A quad that is not RDF is an
// error, and so is a dataset that takes too much work ([ErrTooComplex]).
func Canonicalize(quads []quad.Quad, o Options) (*Result, error) {
	if o.Hash == 0 {
		o.Hash = crypto.SHA256
	}
	if o.MaxWork <= 0 {
		o.MaxWork = DefaultMaxWork
	}
	c := &canonicalizer{options: o, canonical: newIssuer("c14n"), statements: map[string][]*quad.Quad{}}
	distinct, err := c.index(quads)
	if err != nil {
		return nil, err
	}
	c.nameDistinct()
	if err := c.nameAlike(); err != nil {
		return nil, err
	}
	r := &Result{Issued: c.canonical.issued}
	for _, q := range distinct {
		r.Lines = append(r.Lines, string(nquads.Append(nil, rename(q, c.canonical.name))))
	}
	slices.Sort(r.Lines)
	return r, nil
}

// Write writes the canonical form of quads to w. Quads without blank nodes stream in bounded memory; others are held
// in memory.
func Write(w io.Writer, quads iter.Seq2[quad.Quad, error], o Options) (err error) {
	s := nquads.NewSorter(o.Sort)
	defer func() { err = errors.Join(err, s.Close()) }()
	blank := false
	for q, err := range quads {
		if err == nil {
			err = s.WriteQuad(q)
		}
		if err != nil {
			return err
		}
		blank = blank || isBlank(q.Subject) || isBlank(q.Object) || isBlank(q.Label)
	}
	if !blank {
		_, err := s.WriteTo(w)
		return err
	}
	return writeRenamed(w, s.Quads(), o)
}

// writeRenamed writes the canonical form of quads with blank nodes.
func writeRenamed(w io.Writer, quads iter.Seq2[quad.Quad, error], o Options) error {
	var list []quad.Quad
	for q, err := range quads {
		if err != nil {
			return err
		}
		list = append(list, q)
	}
	r, err := Canonicalize(list, o)
	if err != nil {
		return err
	}
	for _, line := range r.Lines {
		if _, err := io.WriteString(w, line); err != nil {
			return fmt.Errorf("write canonical N-Quads: %w", err)
		}
	}
	return nil
}

// Digest is the lower-case hexadecimal hash of the canonical form of quads; of quads without blank nodes, `sha256sum`
// over their sorted N-Quads gives the same.
func Digest(quads iter.Seq2[quad.Quad, error], o Options) (string, error) {
	if o.Hash == 0 {
		o.Hash = crypto.SHA256
	}
	h := o.Hash.New()
	if err := Write(h, quads, o); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Digest is the lower-case hexadecimal hash of the canonical form.
func (r *Result) Digest(h crypto.Hash) string { return hash(h, r.Lines...) }

func hash(h crypto.Hash, texts ...string) string {
	w := h.New()
	for _, text := range texts {
		w.Write([]byte(text))
	}
	return hex.EncodeToString(w.Sum(nil))
}

func isBlank(v quad.Value) bool {
	_, ok := v.(quad.BNode)
	return ok
}

// rename gives the quad with other labels of its blank nodes.
func rename(q *quad.Quad, name func(label string) string) quad.Quad {
	out := *q
	for _, v := range []*quad.Value{&out.Subject, &out.Object, &out.Label} {
		if b, ok := (*v).(quad.BNode); ok {
			*v = quad.BNode(name(string(b)))
		}
	}
	return out
}

// An issuer gives labels in the order in which they are asked for.
type issuer struct {
	prefix string
	issued map[string]string
	order  []string
}

func newIssuer(prefix string) *issuer { return &issuer{prefix: prefix, issued: map[string]string{}} }

// name is the label issued for a blank node, which is issued now if it was not before.
func (i *issuer) name(label string) string {
	if name, ok := i.issued[label]; ok {
		return name
	}
	name := fmt.Sprintf("%s%d", i.prefix, len(i.order))
	i.issued[label] = name
	i.order = append(i.order, label)
	return name
}

func (i *issuer) clone() *issuer {
	out := &issuer{prefix: i.prefix, issued: make(map[string]string, len(i.issued)+1), order: slices.Clone(i.order)}
	for label, name := range i.issued { // a copy: the order does not matter
		out.issued[label] = name
	}
	return out
}

// joined is the hash of texts put one behind the other.
func (c *canonicalizer) joined(texts []string) string {
	return hash(c.options.Hash, strings.Join(texts, ""))
}
