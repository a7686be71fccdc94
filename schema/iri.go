package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
	"golang.org/x/text/unicode/norm"
)

// DefaultBase is where resources stand unless a flag says otherwise.
const DefaultBase = "https://w3id.org/policygraph/"

// IRIs mints every IRI of the project under a base that ends in a slash.
// All are ASCII, absolute and the same for the same input.
type IRIs struct {
	Base string
}

// Notice is the IRI of a notice, and the label of its named graph.
func (m IRIs) Notice(id string) quad.IRI { return quad.IRI(m.Base + "notice/" + id) }

// DivisionGraph is the label of the graph that holds the divisions.
func (m IRIs) DivisionGraph() quad.IRI { return quad.IRI(m.Base + "division") }

// Division is the IRI of a division; for the form of id see [Division.ID].
func (m IRIs) Division(id string) quad.IRI { return quad.IRI(m.Base + "division/" + id) }

// Issuer is the IRI of an issuing body.
func (m IRIs) Issuer(name string) quad.IRI { return quad.IRI(m.Base + "issuer/" + Hash(name)) }

// Title is the IRI of a cited title.
func (m IRIs) Title(title string) quad.IRI { return quad.IRI(m.Base + "title/" + Hash(title)) }

// part is the IRI of the n-th (from 1) part of a resource.
func part(of quad.IRI, kind string, n int) quad.IRI {
	return of + "/" + quad.IRI(kind) + "/" + quad.IRI(strconv.Itoa(n))
}

// ID is the part of a notice's or division's IRI after its kind, and whether iri is one.
func (m IRIs) ID(iri quad.IRI, kind string) (string, bool) {
	return strings.CutPrefix(string(iri), m.Base+kind+"/")
}

// NoticeID is the first 16 hexadecimal digits of SHA-256 over NFKC(first issuer, LF, number), so that the same
// notice from two sites is one; where there is no number, over the text as it is.
func NoticeID(issuer, number, text string) string {
	if number == "" {
		return digits([]byte(text))
	}
	return Hash(issuer + "\n" + number)
}

// Hash is the first 16 hexadecimal digits of SHA-256 over NFKC(s).
func Hash(s string) string { return digits(norm.NFKC.AppendString(nil, s)) }

// digits are the first 16 hexadecimal digits of SHA-256 over b.
func digits(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}
