package source

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// notes places the faults of decoding in a document's text. Faults and U+FFFD pair up unless the page holds some
// outside the text.
func (d *decoded) notes(doc *Document) {
	if len(d.faults) == 0 && !strings.Contains(doc.Text, "\uFFFD") {
		return
	}
	var spans []int
	for i, r := range doc.Text {
		if r == utf8.RuneError {
			spans = append(spans, i)
		}
	}
	paired := len(spans) == len(d.faults)
	for i, at := range spans {
		n := Note{Kind: Undecodable, Start: at, End: at + len("\uFFFD"), Offset: -1}
		switch {
		case paired:
			n.Offset = d.faults[i]
			n.Comment = fmt.Sprintf("the bytes at offset %d are not %s", n.Offset, d.charset)
		case len(d.faults) == 0:
			n.Kind = Lost
			n.Comment = "the source holds U+FFFD here: the character was lost before"
		default:
			n.Comment = "the bytes here are not " + d.charset
		}
		doc.Notes = append(doc.Notes, n)
	}
	if !paired && len(d.faults) > 0 {
		doc.Notes = append(doc.Notes, Note{Kind: Undecodable, Start: -1, End: -1, Offset: d.faults[0],
			Comment: fmt.Sprintf("%d places in the file are not %s, the first at offset %d", len(d.faults), d.charset, d.faults[0])})
	}
}
