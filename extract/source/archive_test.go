package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func isError(err, want error) bool { return errors.Is(err, want) }

// A member is a file of a made-up archive.
type member struct{ name, data string }

func tarOf(t *testing.T, members ...member) string {
	t.Helper()
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	for _, m := range members {
		if err := w.WriteHeader(&tar.Header{Name: m.name, Size: int64(len(m.data)), Mode: 0o644}); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, m.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

func zipOf(t *testing.T, members ...member) string {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, m := range members {
		w, err := z.CreateHeader(&zip.FileHeader{Name: m.name, Method: zip.Deflate, NonUTF8: true})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, m.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

// compressed packs data in a format.
func compressed(t *testing.T, format, data string) string {
	t.Helper()
	var buf bytes.Buffer
	var w io.WriteCloser
	var err error
	switch format {
	case "gzip":
		w = gzip.NewWriter(&buf)
	case "xz":
		w, err = xz.NewWriter(&buf)
	case "zstd":
		w, err = zstd.NewWriter(&buf)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

func TestArchives(t *testing.T) {
	members := []member{{"b.txt", "示例省。"}, {"d/a.html", "<p>示例<b>市</b></p>"}, {"图.png", "\x89PNG"}, {"__MACOSX/._b.txt", "x"}, {"c.md", "# 示例县"}}
	const want = "X!b.txt [ ] 示例省。\nX!d/a.html [ ] 示例市\nX!c.md [ ] 示例县\n"
	gbkName := encode(t, simplifiedchinese.GBK, "通知.txt")
	for _, c := range []struct{ rule, in, want string }{
		{"tar", tarOf(t, members...), want},
		{"zip", zipOf(t, members...), want},
		{"tar.gz", compressed(t, "gzip", tarOf(t, members...)), want},
		{"tar.xz", compressed(t, "xz", tarOf(t, members...)), want},
		{"tar.zst", compressed(t, "zstd", tarOf(t, members...)), want},
		{"one file in gzip", compressed(t, "gzip", "示例省。"), "X [ ] 示例省。\n"},
		{"one file in bzip2", bzip2File, "X [ ] 示例省。\n"},
		{"rows in xz", compressed(t, "xz", "title,content\n通知,示例省推广示例经验。\n"), "X#1 [通知 ] 示例省推广示例经验。\n"},
		{"a zip in a zip", zipOf(t, member{"in.zip", zipOf(t, member{"a.txt", "示例省。"})}), "X!in.zip!a.txt [ ] 示例省。\n"},
		{"names in GBK", zipOf(t, member{gbkName, "示例省。"}), "X!通知.txt [ ] 示例省。\n"},
		{"names that climb stay inside", tarOf(t, member{"../../etc/a.txt", "示例省。"}, member{`..\b.txt`, "示例市。"}), "X!etc/a.txt [ ] 示例省。\nX!b.txt [ ] 示例市。\n"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			docs, err := Parse("X", []byte(c.in), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := brief(docs); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
}

// bzip2File is 示例省。 packed by bzip2, which the standard library cannot write.
const bzip2File = "\x42\x5a\x68\x39\x31\x41\x59\x26\x53\x59\x75\x81\xbc\x7a\x00\x00\x05\x80\x79\x70\x08\x00\x04\x04\x00\x00\x11\x0c\x80\x20\x00\x31\x00\xd3\x4d\x05\x30\x1a\x7a\x8a\x9d\x1e\x46\x01\xc2\xee\x48\xa7\x0a\x12\x0e\xb0\x37\x8f\x40"

// TestMembersThatAreNoFiles holds that links and devices of an archive are told and never followed.
func TestMembersThatAreNoFiles(t *testing.T) {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, h := range []*tar.Header{
		{Name: "a.txt", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"}, {Name: "b.txt", Typeflag: tar.TypeLink, Linkname: "a.txt"},
		{Name: "c", Typeflag: tar.TypeChar}, {Name: "d", Typeflag: tar.TypeFifo}, {Name: "e/", Typeflag: tar.TypeDir, Mode: 0o755},
	} {
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var z bytes.Buffer
	zw := zip.NewWriter(&z)
	h := &zip.FileHeader{Name: "a.txt"}
	h.SetMode(0o777 | fs.ModeSymlink)
	link, err := zw.CreateHeader(h)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(link, "/etc/passwd")
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		in   []byte
		want int
	}{{b.Bytes(), 4}, {z.Bytes(), 1}} {
		docs, skipped, errs := read(context.Background(), Options{Stdin: bytes.NewReader(c.in)}, "-")
		if len(docs) != 0 || len(errs) != 0 || len(skipped) != c.want {
			t.Errorf("got %d documents, %q passed over, %v", len(docs), skipped, errs)
		}
	}
}

// TestBrokenMember holds that a member whose bytes are broken is said to be and stops no other.
func TestBrokenMember(t *testing.T) {
	data := []byte(zipOf(t, member{"a.txt", simplified}, member{"b.txt", "示例省。"}))
	data[50] ^= 0xFF
	docs, err := Parse("a.zip", data, Options{})
	if len(docs) != 1 || docs[0].Name != "a.zip!b.txt" || !isError(err, ErrDamaged) || !strings.Contains(err.Error(), "a.zip!a.txt") {
		t.Errorf("got %s, %v", brief(docs), err)
	}
	if _, err := Parse("a.tar", make([]byte, 10240), Options{}); !isError(err, ErrBinary) || !strings.Contains(err.Error(), "zero bytes") {
		t.Errorf("got %v", err)
	}
}

func TestHostileArchives(t *testing.T) {
	nested := "示例省。"
	for range 4 {
		nested = compressed(t, "gzip", tarOf(t, member{"a.tar.gz", nested}))
	}
	repeats := strings.Repeat("a", ratioFree+1<<20)
	many := make([]member, 50)
	for i := range many {
		many[i] = member{"a.txt", "示例省。"}
	}
	for _, c := range []struct {
		rule, in string
		limits   Limits
		want     error
	}{
		{"archives nested too deep", nested, Limits{}, ErrTooLarge},
		{"a stream that unpacks to a thousand times its size", compressed(t, "gzip", repeats), Limits{}, ErrTooLarge},
		{"a member that does", zipOf(t, member{"a.txt", repeats}), Limits{}, ErrTooLarge},
		{"a member over the limit of a document", tarOf(t, member{"a.txt", strings.Repeat("示例", 1000)}), Limits{Document: 1000}, ErrTooLarge},
		{"an archive over its limit", compressed(t, "gzip", tarOf(t, member{"a.txt", strings.Repeat("示例", 1000)}, member{"b.txt", strings.Repeat("示例", 1000)})), Limits{Archive: 3000}, ErrTooLarge},
		{"too many members", tarOf(t, many...), Limits{Members: 20}, ErrTooLarge},
		{"too many rows", strings.Repeat("{\"text\":\"示例省推广示例经验。\"}\n", 50), Limits{Members: 20}, ErrTooLarge},
		{"a row over the limit of a document", "{\"a\":1}\n{\"text\":\"" + strings.Repeat("示例", 100_000) + "\"}\n", Limits{Document: 100_000}, ErrTooLarge},
		{"a dictionary of 4 GiB", "\xfd7zXZ\x00\x00\x04\xe6\xd6\xb4\x46\x02\x00\x21\x01\x28" + strings.Repeat("\x00", 40), Limits{}, ErrTooLarge},
		{"a zip that is cut off", zipOf(t, member{"a.txt", "示例省。"})[:60], Limits{}, ErrDamaged},
		{"a gzip that is cut off", compressed(t, "gzip", strings.Repeat("示例省。", 100))[:30], Limits{}, ErrDamaged},
		{"a tar that is cut off", tarOf(t, member{"a.txt", strings.Repeat("示例省。", 500)})[:1000], Limits{}, io.ErrUnexpectedEOF},
	} {
		t.Run(c.rule, func(t *testing.T) {
			_, err := Parse("X", []byte(c.in), Options{Limits: c.limits})
			if !isError(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestHostileMarkup(t *testing.T) {
	for _, c := range []struct{ rule, in string }{
		{"deep nesting", strings.Repeat("<div>", 100_000) + "示例省。"},
		{"deep nesting of inline elements", strings.Repeat("<b><i><font>", 30_000) + "示例省。"},
		{"deep lists", strings.Repeat("<ul><li>", 50_000) + "示例省。"},
		{"tables in tables", strings.Repeat("<table><tr><td>", 50_000) + "示例省。"},
		{"a wide table", "<table>" + strings.Repeat("<tr><td rowspan=99999 colspan=99999>示例省。", 300) + "</table>"},
		{"deep JSON", strings.Repeat(`{"a":`, 5000) + `"示例省推广示例经验。"` + strings.Repeat("}", 5000)},
		{"many open brackets of Markdown", "# 示例\n" + strings.Repeat("[", 100_000)},
		{"many marks of Markdown", "# 示例\n" + strings.Repeat("*a_", 30_000)},
		{"many brackets of HTML in Markdown", "# 示例\n示例" + strings.Repeat("<", 100_000)},
	} {
		t.Run(c.rule, func(t *testing.T) {
			for _, d := range must(Parse("X", []byte(c.in), Options{})) {
				checkDocument(t, d)
			}
		})
	}
}

func must(docs []*Document, _ error) []*Document { return docs }

func TestOpenTellsSkippedMembers(t *testing.T) {
	in := tarOf(t, member{"a.png", "\x89PNG"}, member{"b", "\x00\x01\x02"}, member{"c.txt", "示例省。"})
	var skipped []string
	docs := 0
	for d, err := range Open(context.Background(), []string{"-"}, Options{Stdin: strings.NewReader(in)}) {
		var s *Skipped
		switch {
		case errors.As(err, &s):
			skipped = append(skipped, s.Name)
		case err != nil:
			t.Error(err)
		case d != nil:
			docs++
		}
	}
	if docs != 1 || strings.Join(skipped, " ") != "-!a.png -!b" {
		t.Errorf("got %d documents, skipped %v", docs, skipped)
	}
}
