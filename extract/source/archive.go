package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// damaged is the error for a stream that broke off or breaks its format's rules.
func damaged(name, format string, err error) error {
	if errors.Is(err, ErrTooLarge) {
		return fmt.Errorf("read %q: %w", name, err)
	}
	return fmt.Errorf("read %q: %w: as %s it ends early or breaks the format's rules; fetch it again: %w", name, ErrDamaged, format, err)
}

// packed reads a compressed stream: a tar archive, or one file.
func (r *reader) packed(f file, c *compression) bool {
	in := &counter{r: f.in}
	z, err := c.open(in)
	if err != nil {
		return r.fail(damaged(f.name, c.name, err))
	}
	defer z.Close()
	out := &unpacking{r: z, packed: func() int64 { return in.n }, ratio: r.o.Limits.Ratio, left: f.left}
	inner := f
	inner.in = out
	inner.at = nil
	inner.depth++
	inner.format = c.name
	return r.stream(inner)
}

// tarball reads the members of a tar archive one after another.
func (r *reader) tarball(f file) bool {
	t := tar.NewReader(f.in)
	for {
		h, err := t.Next()
		if err == io.EOF {
			return true
		}
		if err != nil {
			return r.fail(damaged(f.name, "tar", err))
		}
		if h.Typeflag != tar.TypeReg {
			if what := notAFile(h.Typeflag); what != "" && !r.fail(&Skipped{f.name + "!" + memberName(h.Name), what}) {
				return false
			}
			continue
		}
		if !r.member(f, h.Name, h.Size, t) {
			return false
		}
		if f.left.members < 0 || f.left.bytes < 0 {
			return true
		}
	}
}

// notAFile says what a member of a tar archive is that is told and not read: links lead to other files; "" for folders and
// what belongs to the format.
func notAFile(kind byte) string {
	switch kind {
	case tar.TypeLink, tar.TypeSymlink:
		return "it is a link"
	case tar.TypeChar, tar.TypeBlock, tar.TypeFifo:
		return "it is a device"
	case tar.TypeGNUSparse:
		return "it is a sparse file"
	}
	return ""
}

// member reads one member of an archive; size is what the archive says of it.
func (r *reader) member(f file, name string, size int64, in io.Reader) bool {
	if r.ctx.Err() != nil {
		return r.stop()
	}
	f.left.members--
	name = memberName(name)
	whole := f.name + "!" + name
	switch {
	case f.left.members < 0:
		return r.fail(fault(ErrTooLarge, f.name, "it has more than %d members; split it or raise the limit", r.o.Limits.Members))
	case isHiddenMember(name):
		return true
	case notADocument(name) != "":
		return r.fail(&Skipped{whole, notADocument(name)})
	}
	depth := f.depth + 1
	if f.format != "" {
		depth = f.depth // a compressed tar archive is one archive
	}
	return r.stream(file{name: whole, in: in, depth: depth, left: f.left, found: true, archive: true})
}

// memberName is a member's name as it is shown: slashes as separators, no climbing, and GBK decoded, in which many
// archives made in China keep their names.
func memberName(name string) string {
	if d, ok := decode([]byte(name), "gb18030"); ok {
		name = d.text
	}
	name = strings.ToValidUTF8(strings.ReplaceAll(name, `\`, "/"), "\uFFFD")
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

// isHiddenMember reports whether a member is a hidden file or what macOS adds to archives.
func isHiddenMember(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if part == "__MACOSX" || strings.HasPrefix(part, ".") && part != "." && part != ".." {
			return true
		}
	}
	return false
}

// zipped reads a zip archive: a Word or an OpenDocument text, or the members in their order.
func (r *reader) zipped(f file) bool {
	at, size, err := r.randomAccess(&f)
	if err != nil {
		return r.fail(err)
	}
	if n := zipEntries(at, size); n > int64(r.o.Limits.Members) {
		return r.fail(fault(ErrTooLarge, f.name, "it has %d members and the limit is %d; split it or raise the limit", n, r.o.Limits.Members))
	}
	z, err := zip.NewReader(at, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return r.fail(damaged(f.name, "zip", err))
	}
	for _, m := range z.File {
		switch m.Name {
		case "word/document.xml":
			return r.docx(f, z)
		case "xl/workbook.xml":
			return r.notText(f, "it is an Excel workbook; save its sheet as CSV, with a notice a row")
		case "ppt/presentation.xml":
			return r.notText(f, "it is a PowerPoint presentation; save it as PDF or text")
		case "OFD.xml":
			return r.notText(f, "it is an OFD file; open it in a reader of OFD and save or print it as PDF")
		case "META-INF/manifest.xml":
			if z.File[0].Name == "mimetype" { // OpenDocument 1.3, part 2, 3.3
				return r.openDocument(f, z)
			}
		}
	}
	for _, m := range z.File {
		if m.FileInfo().IsDir() {
			continue
		}
		if !r.zipMember(f, m) {
			return false
		}
		if f.left.members < 0 || f.left.bytes < 0 {
			break
		}
	}
	return true
}

// openDocument reads an OpenDocument file: a text, or what it says to be.
func (r *reader) openDocument(f file, z *zip.Reader) bool {
	kind, err := r.part(f, z.File[0], "OpenDocument")
	if err != nil {
		return r.fail(err)
	}
	switch kind := strings.TrimPrefix(strings.TrimSpace(string(kind)), "application/vnd.oasis.opendocument."); kind {
	case "text", "text-template":
		return r.odt(f, z)
	case "spreadsheet":
		return r.notText(f, "it is an OpenDocument spreadsheet; save its sheet as CSV, with a notice a row")
	case "":
		return r.notText(f, "it is an OpenDocument file of no kind; save it as DOCX, PDF or text")
	}
	return r.notText(f, "it is an OpenDocument file and no text; save it as DOCX, PDF or text")
}

// zipEntries is how many members a zip archive says it has at most, so that a directory made to fill the memory is
// not read. It is the size of the directory divided by the least size of an entry (APPNOTE 4.3.12, 4.3.14, 4.3.16).
func zipEntries(at io.ReaderAt, size int64) int64 {
	tail := make([]byte, min(size, 66<<10))
	if _, err := at.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return 0
	}
	const leastEntry = 46
	if i := bytes.LastIndex(tail, []byte("PK\x06\x06")); i >= 0 && i+48 <= len(tail) {
		return int64(min(binary.LittleEndian.Uint64(tail[i+40:]), 1<<62)) / leastEntry
	}
	if i := bytes.LastIndex(tail, []byte("PK\x05\x06")); i >= 0 && i+16 <= len(tail) {
		return int64(binary.LittleEndian.Uint32(tail[i+12:])) / leastEntry
	}
	return 0
}

// zipMember reads one member of a zip archive.
func (r *reader) zipMember(f file, m *zip.File) bool {
	whole := f.name + "!" + memberName(m.Name)
	if m.Mode()&fs.ModeType != 0 {
		return r.fail(&Skipped{whole, "it is a link"})
	}
	if m.Flags&1 != 0 {
		return r.fail(fault(ErrDamaged, whole, "it is encrypted; unpack it with its password first"))
	}
	in, err := openMember(m, f.left, r.o.Limits.Ratio)
	if err != nil {
		return r.fail(damaged(whole, "zip", err))
	}
	defer in.Close()
	return r.member(f, m.Name, int64(m.UncompressedSize64), in)
}

// openMember opens a member of a zip archive within a budget.
func openMember(m *zip.File, left *budget, ratio int64) (io.ReadCloser, error) {
	in, err := m.Open()
	if err != nil {
		return nil, err
	}
	packed := int64(min(m.CompressedSize64, 1<<62))
	return struct {
		io.Reader
		io.Closer
	}{&unpacking{r: in, packed: func() int64 { return packed }, ratio: ratio, left: left}, in}, nil
}

// randomAccess gives a file that can be read anywhere: the file itself, or its bytes in memory.
func (r *reader) randomAccess(f *file) (io.ReaderAt, int64, error) {
	if f.at != nil {
		return f.at, f.size, nil
	}
	data, err := r.all(*f)
	return bytes.NewReader(data), int64(len(data)), err
}

// notADocument says what a file is by its ending, where that is no document; else "".
func notADocument(name string) string {
	ending := strings.ToLower(path.Ext(name))
	for _, k := range otherKinds {
		if ending != "" && strings.Contains(k.endings, ending+" ") {
			return k.what
		}
	}
	return ""
}

// namesDocument reports whether a file's ending is one of documents.
func namesDocument(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt", ".md", ".markdown", ".htm", ".html", ".shtml", ".xhtml", ".mht", ".mhtml", ".json", ".jsonl", ".ndjson", ".csv", ".tsv",
		".doc", ".docx", ".odt", ".pdf", ".wps", ".ofd", ".rtf":
		return true
	}
	return false
}

// otherKinds are the kinds of files that stand beside documents, each ending followed by a space.
var otherKinds = []struct{ what, endings string }{
	{"it is a picture", ".jpg .jpeg .png .gif .bmp .webp .svg .ico .tif .tiff .heic .avif .psd "},
	{"it is sound or film", ".mp3 .mp4 .wav .avi .mov .mkv .flv .m4a .webm .wmv .ogg "},
	{"it is a font", ".ttf .otf .woff .woff2 .eot "},
	{"it is a style sheet or a program", ".css .js .mjs .map .ts .py .go .java .c .h .cpp .sh .bat .exe .dll .so .class .jar .pyc .wasm .php .rb .rs "},
	{"it is a database or an index", ".db .sqlite .sqlite3 .idx .bin .dat .parquet .mdb .pickle .pkl .npy "},
	{"it is a setting", ".ini .cfg .toml .lock .gitignore .gitattributes .yml .yaml .mod .sum "},
}
