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
	"slices"
	"strings"
	"sync"
	"time"
)

// pdfTime bounds how long Poppler may take over one file.
const pdfTime = 2 * time.Minute

// pdf reads the text layer of a PDF through Poppler's pdftotext, which tells where each word stands.
func (r *reader) pdf(f file) bool {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		return r.fail(fault(ErrMissingTool, f.name, "reading PDF needs pdftotext; install Poppler (Debian: poppler-utils, Homebrew: poppler)"))
	}
	data, err := r.all(f)
	if err != nil {
		return r.fail(err)
	}
	path, err := keptInFile(data)
	if err != nil {
		return r.fail(fmt.Errorf("read %q: %w", f.name, err))
	}
	defer os.Remove(path)
	text, err := r.pdfText(tool, f.name, path)
	if err != nil {
		return r.fail(err)
	}
	if !strings.Contains(text, "<page ") {
		return r.fail(fault(ErrMissingTool, f.name, "this pdftotext is not Poppler's, which tells where words stand; install Poppler (Debian: poppler-utils, Homebrew: poppler)"))
	}
	pages := pagesOf(text)
	if slices.ContainsFunc(pages, func(p pdfPage) bool { return p.mayHoldTable() }) {
		r.ruled(path, pages)
	}
	w := &writer{buf: make([]byte, 0, len(text)/8)}
	writePages(w, pages)
	doc := w.document(func(i int) bool { return !isSiteLine(w.piece(i)) })
	if doc.Text == "" {
		return r.fail(fault(ErrNoText, f.name, "its pages are pictures; run text recognition (such as ocrmypdf) over it first"))
	}
	return r.tell(f.name, doc, &decoded{charset: "utf-8"})
}

// keptInFile writes a PDF to a file of its own, since not every version of Poppler reads standard input.
func keptInFile(data []byte) (path string, err error) {
	tmp, err := os.CreateTemp("", "policygraph-*.pdf")
	if err != nil {
		return "", err
	}
	_, err = tmp.Write(data)
	if err = errors.Join(err, tmp.Close()); err != nil {
		os.Remove(tmp.Name())
		return "", err
	}
	return tmp.Name(), nil
}

// pdfText runs pdftotext on a file.
func (r *reader) pdfText(tool, name, path string) (string, error) {
	ctx, cancel := context.WithTimeout(r.ctx, pdfTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, tool, "-q", "-bbox", "-enc", "UTF-8", path, "-")
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

// rulingTime bounds how long the lines of a file may take; without them it is read all the same.
const rulingTime = 20 * time.Second

// ruled finds the tables of pages by the lines that Poppler's pdftops draws. Where it is not there, or takes long, cells
// are read as lines.
func (r *reader) ruled(path string, pages []pdfPage) {
	tool, err := exec.LookPath("pdftops")
	if err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(r.ctx, rulingTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, tool, "-q", "-level3", "-rasterize", "never", "-origpagesizes", "-nocrop",
		"-noembt1", "-noembtt", "-noembcidps", "-noembcidtt", path, "-")
	out, err := cmd.StdoutPipe()
	if err != nil || cmd.Start() != nil {
		return
	}
	heights := make([]float64, len(pages))
	for i := range pages {
		heights[i] = pages[i].height
	}
	drawn, err := readRulings(io.LimitReader(out, 4*r.o.Limits.Document), heights)
	cancel()
	_ = cmd.Wait()
	if err != nil || ctx.Err() == context.DeadlineExceeded {
		return
	}
	for i := range drawn {
		pages[i].addTables(drawn[i])
	}
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

// trimPages takes page numbers, and the rows that head or foot most pages, off the pages.
func trimPages(pages []pdfPage) {
	heads, feet := map[string]int{}, map[string]int{}
	for i := range pages {
		pages[i].trim()
		if n := len(pages[i].rows); n > 1 {
			heads[pages[i].masked(0)]++
			feet[pages[i].masked(n-1)]++
		}
	}
	if len(pages) < 2 {
		return
	}
	for i := range pages {
		p := &pages[i]
		if len(p.rows) > 1 && heads[p.masked(0)]*2 > len(pages) {
			p.rows = p.rows[1:]
		}
		if n := len(p.rows); n > 1 && feet[p.masked(n-1)]*2 > len(pages) {
			p.rows = p.rows[:n-1]
		}
		p.trim()
	}
}

// trim takes page numbers off both ends of a page.
func (p *pdfPage) trim() {
	number := func(i int) bool { return pageNumber().MatchString(strings.TrimSpace(p.rows[i].text(p.em))) }
	for len(p.rows) > 0 && number(0) {
		p.rows = p.rows[1:]
	}
	for len(p.rows) > 0 && number(len(p.rows)-1) {
		p.rows = p.rows[:len(p.rows)-1]
	}
}

// masked is a row without its digits.
func (p *pdfPage) masked(i int) string { return masked(p.rows[i].text(p.em)) }

// masked is a line without its digits, so that running heads with page numbers are alike.
func masked(line string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == ' ' {
			return -1
		}
		return r
	}, line)
}
