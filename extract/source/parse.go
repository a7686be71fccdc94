package source

import "strings"

// Parse reads the bytes of one file: one document, or several from an archive or a table of rows. Its documents
// are those that could be read; the error, if not nil, says what could not.
func Parse(name string, data []byte, o Options) ([]*Document, error) {
	o.Limits = o.Limits.withDefaults()
	doc, err := parseOne(name, data, "", o)
	if err != nil {
		return nil, err
	}
	return []*Document{doc}, nil
}

// parseOne reads a file that is one document; hint is the charset its carrier gives, or "".
func parseOne(name string, data []byte, hint string, o Options) (*Document, error) {
	if int64(len(data)) > o.Limits.Document {
		return nil, fault(ErrTooLarge, name, "it has %d bytes and the limit is %d; split it or raise the limit", len(data), o.Limits.Document)
	}
	d, ok := decode(data, hint)
	if !ok {
		return nil, fault(ErrBinary, name, "its bytes are no text in UTF-8, UTF-16, GB18030 or Big5; give the notice as text, HTML, Markdown, DOCX or PDF")
	}
	if strings.TrimSpace(d.text) == "" {
		return nil, fault(ErrEmpty, name, "there is no text in it")
	}
	doc := document(d.text)
	doc.Name = name
	d.notes(doc)
	if doc.Text == "" {
		return nil, fault(ErrEmpty, name, "it holds markup but no words")
	}
	return doc, nil
}
