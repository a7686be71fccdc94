package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
)

// A file is a stream of bytes with a name, wherever it comes from.
type file struct {
	name  string
	in    io.Reader
	at    io.ReaderAt // the whole of it, where it can be read anywhere; size is then its size
	size  int64
	hint  string  // the charset its carrier gives, or ""
	depth int     // how many archives and compressions it stands in
	left  *budget // what its input may still give
	found bool    // met in a folder or an archive, not named by the user
	// format is the compression it came out of, or "".
	format  string
	archive bool // a member of an archive
}

// Parse reads the bytes of one file: one document, or several from an archive or a table of rows. The name is used
// for [Document.Name], and its ending only to tell a table whose columns have no known names. It gives what could
// be read, and the errors of what could not, joined.
func Parse(name string, data []byte, o Options) ([]*Document, error) {
	o.Limits = o.Limits.withDefaults()
	var docs []*Document
	var errs []error
	r := &reader{ctx: context.Background(), o: o, yield: func(d *Document, err error) bool {
		var skipped *Skipped
		switch {
		case err == nil:
			docs = append(docs, d)
		case !errors.As(err, &skipped):
			errs = append(errs, err)
		}
		return len(errs) < 100
	}}
	in := bytes.NewReader(data)
	r.stream(file{name: name, in: in, at: in, size: int64(len(data)), left: r.budget()})
	if len(errs) == 1 {
		return docs, errs[0]
	}
	return docs, errors.Join(errs...)
}

// headSize is how much of a stream is looked at to tell its format.
const headSize = 64 << 10

// heads are readers for stream; the room of one is dearer than all else of reading a short member of an archive.
var heads = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, headSize) }}

// stream reads what a file holds, by the format that its first bytes show.
func (r *reader) stream(f file) bool {
	size := int64(headSize)
	if f.at != nil {
		size = min(size, f.size+1)
	}
	in := heads.Get().(*bufio.Reader)
	in.Reset(f.in)
	defer func() {
		in.Reset(nil)
		heads.Put(in)
	}()
	head, err := in.Peek(int(max(size, 16)))
	if err != nil && err != io.EOF {
		return r.fail(r.broken(f, err))
	}
	f.in = in
	c := compressionOf(head)
	archive := c != nil || bytes.HasPrefix(head, []byte("PK\x03\x04")) || isTar(head)
	if archive && f.depth >= r.o.Limits.Depth && !(f.format != "" && isTar(head)) {
		return r.fail(fault(ErrTooLarge, f.name, "archives nest deeper than %d; unpack it first", r.o.Limits.Depth))
	}
	switch {
	case c != nil:
		return r.packed(f, c)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return r.zipped(f)
	case isTar(head):
		return r.tarball(f)
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return r.pdf(f)
	}
	if what := foreign(head); what != "" {
		return r.notText(f, what)
	}
	return r.text(f, in, head, err == io.EOF)
}

// text reads a file that is text, if anything; whole says that its head is all of it.
func (r *reader) text(f file, in *bufio.Reader, head []byte, whole bool) bool {
	switch format := rowsOf(f.name, head, r.o.Field); format {
	case noRows:
	case jsonLines:
		return r.jsonLines(f, in)
	case jsonArray:
		return r.jsonArray(f, in)
	default:
		sep, _ := format.separator()
		return r.table(f, in, sep)
	}
	if whole && int64(len(head)) <= r.o.Limits.Document {
		return r.one(f, head)
	}
	data, err := r.all(f)
	if err != nil {
		return r.fail(err)
	}
	return r.one(f, data)
}

// one reads a file that is not a stream of rows: one document, unless it is JSON with several.
func (r *reader) one(f file, data []byte) bool {
	if isMHTML(data) {
		page, charset, err := pageOf(data)
		if err != nil {
			return r.fail(damaged(f.name, "MHTML", err))
		}
		f.hint, data = charset, page
	}
	d, ok := decode(data, f.hint)
	switch {
	case !ok:
		return r.notText(f, "its bytes are no text in UTF-8, UTF-16, GB18030 or Big5; give the notice as text, HTML, Markdown, DOCX or PDF")
	case strings.TrimSpace(d.text) == "":
		return r.fail(fault(ErrEmpty, f.name, "there is no text in it"))
	}
	if strings.HasPrefix(d.charset, "utf-16") && rowsOf(f.name, []byte(d.text[:min(len(d.text), headSize)]), r.o.Field) != noRows {
		f.in, f.at = strings.NewReader(d.text), nil
		return r.stream(f)
	}
	if value, ok := jsonText(d.text); ok {
		return r.jsonDocument(f, value, &d)
	}
	return r.tell(f.name, document(d.text), &d)
}

// tell yields a document that is read.
func (r *reader) tell(name string, doc *Document, d *decoded) bool {
	doc.Name = name
	if doc.Text == "" {
		return r.fail(fault(ErrEmpty, name, "it holds markup but no words"))
	}
	if d != nil {
		d.notes(doc)
	}
	return r.yield(doc, nil)
}

// notText tells that a file is no text. Where it was only met on the way, and its name does not promise a document,
// that is no failure.
func (r *reader) notText(f file, what string) bool {
	if f.found && !namesDocument(f.name) {
		return r.fail(&Skipped{f.name, what})
	}
	return r.fail(fault(ErrBinary, f.name, "%s", what))
}

// all reads the whole of a file into memory.
func (r *reader) all(f file) ([]byte, error) {
	limit := r.o.Limits.Document
	if f.at != nil && f.size > limit {
		return nil, r.tooLarge(f)
	}
	var buf bytes.Buffer
	if f.at != nil {
		buf.Grow(int(f.size) + bytes.MinRead)
	}
	if _, err := buf.ReadFrom(io.LimitReader(f.in, limit+1)); err != nil {
		return nil, r.broken(f, err)
	}
	if int64(buf.Len()) > limit {
		return nil, r.tooLarge(f)
	}
	return buf.Bytes(), nil
}

// tooLarge is the error for a document over the limit.
func (r *reader) tooLarge(f file) error {
	return fault(ErrTooLarge, f.name, "it has more than %d bytes; split it or raise the limit of a document", r.o.Limits.Document)
}

// broken is the error for a stream that could not be read.
func (r *reader) broken(f file, err error) error {
	if f.format != "" {
		return damaged(f.name, f.format, err)
	}
	if errors.Is(err, ErrTooLarge) {
		return fmt.Errorf("read %q: %w", f.name, err)
	}
	if f.archive {
		return fmt.Errorf("read %q: %w: the archive does not hold it whole; fetch it again: %w", f.name, ErrDamaged, err)
	}
	return fmt.Errorf("read %q: %w", f.name, err)
}

// isTar reports whether a stream begins with the header of a tar archive.
func isTar(head []byte) bool {
	return len(head) >= 512 && string(head[257:262]) == "ustar"
}

// foreign says what a file is by its first bytes, where that is neither text nor a format that is read; else "".
func foreign(head []byte) string {
	if len(head) >= 512 && len(bytes.Trim(head, "\x00")) == 0 {
		return "it holds nothing but zero bytes, as empty tar archives and broken downloads do; fetch it again"
	}
	for _, m := range []struct{ magic, what string }{
		{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "it is a file of old Office (.doc, .xls, .ppt) or of WPS (.wps, .et); save it as DOCX, PDF or text, a sheet as CSV"},
		{"{\\rtf", "it is RTF; save it as DOCX, PDF or text"},
		{"Rar!\x1a\x07", "it is a RAR archive; pack it as zip or tar"},
		{"7z\xbc\xaf\x27\x1c", "it is a 7z archive; pack it as zip or tar"},
		{"\x89PNG", "it is a picture; give the text that it shows"},
		{"\xff\xd8\xff", "it is a picture; give the text that it shows"},
		{"GIF8", "it is a picture; give the text that it shows"},
		{"RIFF", "it is a picture, sound or film; give the text that it holds"},
		{"BM\x36", "it is a picture; give the text that it shows"},
		{"\x7fELF", "it is a program"},
		{"MZ\x90\x00", "it is a program"},
		{"SQLite format 3\x00", "it is a database; export the notices as CSV or JSON Lines"},
		{"CEBX", "it is CEB; save it as PDF or text"},
	} {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.what
		}
	}
	return ""
}
