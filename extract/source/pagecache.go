package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// A cachedPage is what a server gave.
type cachedPage struct {
	ContentType string
	Body        []byte
}

// cacheFile is where a page is kept, or "" where there is no place for it.
func (f *fetcher) cacheFile(u *url.URL) string {
	folder := f.o.Cache
	if folder == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return ""
		}
		folder = filepath.Join(user, "policygraph", "pages")
	}
	sum := sha256.Sum256([]byte(u.String()))
	return filepath.Join(folder, hex.EncodeToString(sum[:16]))
}

// cached gives a page that is kept and young enough, or nil. Its file holds the address, the type and the
// sum of the page, each on a line, then the page; one that does not agree with itself is fetched again.
func (f *fetcher) cached(u *url.URL) *cachedPage {
	name := f.cacheFile(u)
	if name == "" || f.o.MaxAge < 0 {
		return nil
	}
	info, err := os.Stat(name)
	if err != nil || time.Since(info.ModTime()) > f.o.MaxAge || info.Size() > f.limit+8192 {
		return nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	address, rest, ok := bytes.Cut(data, []byte("\n"))
	kind, rest, ok2 := bytes.Cut(rest, []byte("\n"))
	sum, body, ok3 := bytes.Cut(rest, []byte("\n"))
	if !ok || !ok2 || !ok3 || string(address) != u.String() || string(sum) != sumOf(body) {
		return nil
	}
	return &cachedPage{ContentType: string(kind), Body: body}
}

// keep writes a page to the cache. A cache that cannot be written is no failure: the page is fetched again.
func (f *fetcher) keep(u *url.URL, p *cachedPage) {
	name := f.cacheFile(u)
	if name == "" || os.MkdirAll(filepath.Dir(name), 0o700) != nil {
		return
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), "new-*")
	if err != nil {
		return
	}
	defer os.Remove(tmp.Name())
	kind := bytes.ReplaceAll([]byte(p.ContentType), []byte("\n"), nil)
	_, err = tmp.Write(bytes.Join([][]byte{[]byte(u.String()), kind, []byte(sumOf(p.Body)), p.Body}, []byte("\n")))
	if tmp.Close() == nil && err == nil {
		_ = os.Rename(tmp.Name(), name)
	}
}

// sumOf is the sum by which a page is known to be whole.
func sumOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
