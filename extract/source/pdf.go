package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"time"
)

// pdfTime bounds how long Poppler may take over one file.
const pdfTime = 2 * time.Minute

// pdf reads the text layer of a PDF through Poppler's pdftotext.
func (r *reader) pdf(f file) bool {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		return r.fail(fault(ErrMissingTool, f.name, "reading PDF needs pdftotext; install Poppler (Debian: poppler-utils, Homebrew: poppler)"))
	}
	data, err := r.all(f)
	if err != nil {
		return r.fail(err)
	}
	text, err := r.pdfText(tool, f.name, data)
	if err != nil {
		return r.fail(err)
	}
	w := &writer{buf: make([]byte, 0, len(text))}
	writeBroken(w, joinPages(text))
	doc := w.document(func(i int) bool { return !isSiteLine(w.piece(i)) })
	if doc.Text == "" {
		return r.fail(fault(ErrNoText, f.name, "its pages are pictures; run text recognition (such as ocrmypdf) over it first"))
	}
	return r.tell(f.name, doc, &decoded{charset: "utf-8"})
}

// pdfText runs pdftotext on a copy of the file, since not every version reads standard input.
func (r *reader) pdfText(tool, name string, data []byte) (string, error) {
	tmp, err := os.CreateTemp("", "policygraph-*.pdf")
	if err != nil {
		return "", fmt.Errorf("read %q: %w", name, err)
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(data)
	if err = errors.Join(err, tmp.Close()); err != nil {
		return "", fmt.Errorf("read %q: %w", name, err)
	}
	ctx, cancel := context.WithTimeout(r.ctx, pdfTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, tool, "-q", "-enc", "UTF-8", tmp.Name(), "-")
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", fmt.Errorf("read %q: %w", name, err)
	}
	if err := cmd.Start(); err != nil {
		return "", fmt.Errorf("read %q: start pdftotext: %w", name, err)
	}
	text, err := io.ReadAll(io.LimitReader(out, r.o.Limits.Document+1))
	if int64(len(text)) > r.o.Limits.Document {
		cancel()
		_ = cmd.Wait()
		return "", fault(ErrTooLarge, name, "its text is longer than the limit of a document")
	}
	if err = errors.Join(err, cmd.Wait()); err != nil {
		return "", pdfFault(r.ctx, ctx, name, complaint.String(), err)
	}
	return strings.ToValidUTF8(string(text), "\uFFFD"), nil
}

// pdfFault says why pdftotext gave nothing.
func pdfFault(outer, inner context.Context, name, complaint string, err error) error {
	switch {
	case outer.Err() != nil:
		return outer.Err()
	case inner.Err() != nil:
		return fault(ErrTooLarge, name, "pdftotext took more than %v; split the file", pdfTime)
	case strings.Contains(complaint, "password"):
		return fault(ErrDamaged, name, "it is locked with a password; unlock it first")
	}
	return fault(ErrDamaged, name, "pdftotext cannot read it (%v); fetch it again or print it to a new PDF", err)
}

// pageNumber matches a line that is a page's number: 3, - 3 -, — 3 —, 第3页, 第 3 页 共 10 页, 3/10.
var pageNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–－·\s]*$`)
})

// joinPages joins the pages, which form feeds divide, without page numbers and without the lines that head or foot
// most pages.
func joinPages(text string) string {
	pages := strings.Split(text, "\f")
	if strings.TrimSpace(pages[len(pages)-1]) == "" {
		pages = pages[:len(pages)-1]
	}
	lines := make([][]string, len(pages))
	heads, feet := map[string]int{}, map[string]int{}
	for i, p := range pages {
		lines[i] = trimPage(strings.Split(p, "\n"))
		if n := len(lines[i]); n > 1 {
			heads[masked(lines[i][0])]++
			feet[masked(lines[i][n-1])]++
		}
	}
	var out []string
	for _, page := range lines {
		if n := len(page); len(pages) >= 2 && n > 1 {
			if heads[masked(page[0])]*2 > len(pages) {
				page = page[1:]
			}
			if n = len(page); n > 0 && feet[masked(page[n-1])]*2 > len(pages) {
				page = page[:n-1]
			}
			page = trimPage(page)
		}
		out = append(out, page...)
	}
	return strings.Join(out, "\n")
}

// trimPage takes blank lines and page numbers off both ends of a page.
func trimPage(page []string) []string {
	idle := func(line string) bool {
		line = strings.TrimSpace(line)
		return line == "" || pageNumber().MatchString(line)
	}
	for len(page) > 0 && idle(page[0]) {
		page = page[1:]
	}
	for len(page) > 0 && idle(page[len(page)-1]) {
		page = page[:len(page)-1]
	}
	return page
}

// masked is a line without its digits, so that running heads with page numbers are alike.
func masked(line string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == ' ' {
			return -1
		}
		return r
	}, line)
}
