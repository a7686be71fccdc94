package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/temoto/robotstxt"
)

// Fetch says how URLs are read. The zero value is ready to use.
type Fetch struct {
	// AllowPrivate permits addresses that are not public, such as those of the machine and its local network, and
	// the proxy that the environment names. Otherwise both are refused, since a page or its redirects could make
	// the program read what only this machine can.
	AllowPrivate bool
	// Cache is the folder where pages are kept; empty is policygraph/pages in the user's cache folder.
	Cache string
	// MaxAge is how old a kept page may be to be used again: 0 is a day, less than 0 is always to fetch.
	MaxAge time.Duration
	// Timeout bounds one request with its redirects: 30 s where 0.
	Timeout time.Duration
	// Delay is the least time between two requests to one host, where its robots.txt asks for no longer one: 1 s
	// where 0.
	Delay time.Duration
	// Agent is the name that is sent, and that robots.txt is read for: "policygraph" where empty.
	Agent string
}

// withDefaults fills the fields that are zero.
func (f Fetch) withDefaults() Fetch {
	if f.MaxAge == 0 {
		f.MaxAge = 24 * time.Hour
	}
	if f.Timeout == 0 {
		f.Timeout = 30 * time.Second
	}
	if f.Delay == 0 {
		f.Delay = time.Second
	}
	if f.Agent == "" {
		f.Agent = "policygraph"
	}
	return f
}

// maxDelay bounds what robots.txt may ask to wait between two requests.
const maxDelay = 30 * time.Second

// maxRedirects bounds the redirects that are followed.
const maxRedirects = 5

// isURL reports whether an input is an address and no path.
func isURL(name string) bool {
	scheme, rest, ok := strings.Cut(name, "://")
	return ok && rest != "" && strings.IndexFunc(scheme, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '+')
	}) < 0
}

// url reads a page.
func (r *reader) url(name string) bool {
	u, err := url.Parse(name)
	switch {
	case err != nil:
		return r.fail(fault(ErrRefused, name, "it is no valid URL: %v", err))
	case u.Scheme != "http" && u.Scheme != "https":
		return r.fail(fault(ErrRefused, name, "only http and https are read"))
	case u.Host == "":
		return r.fail(fault(ErrRefused, name, "it names no host"))
	}
	u.Fragment, name = "", u.Redacted()
	if r.fetcher == nil {
		r.fetcher = newFetcher(r.o.Fetch.withDefaults(), r.o.Limits.Document)
	}
	p, err := r.fetcher.page(r.ctx, u)
	if err != nil {
		if r.ctx.Err() != nil {
			return r.stop()
		}
		return r.fail(fmt.Errorf("read %q: %w", name, err))
	}
	in := bytes.NewReader(p.Body)
	return r.stream(file{name: name, in: in, at: in, size: in.Size(), hint: p.charset(), left: r.budget()})
}

// A fetcher gets pages for one run, one request at a time.
type fetcher struct {
	o      Fetch
	limit  int64
	client *http.Client
	robots map[string]*robotstxt.Group
	last   map[string]time.Time // of each host, when the last request ended
}

func newFetcher(o Fetch, limit int64) *fetcher {
	f := &fetcher{o: o, limit: limit, robots: map[string]*robotstxt.Group{}, last: map[string]time.Time{}}
	f.client = &http.Client{Transport: transport(o.AllowPrivate), CheckRedirect: f.redirect}
	return f
}

// page gives a page from the cache or the net.
func (f *fetcher) page(ctx context.Context, u *url.URL) (*cachedPage, error) {
	if p := f.cached(u); p != nil {
		return p, nil
	}
	ctx, cancel := context.WithTimeout(ctx, f.o.Timeout+maxDelay)
	defer cancel()
	if err := f.allowed(ctx, u); err != nil {
		return nil, err
	}
	if err := f.wait(ctx, u.Host); err != nil {
		return nil, err
	}
	p, err := f.get(ctx, u)
	f.last[u.Host] = time.Now()
	if err != nil {
		return nil, err
	}
	f.keep(u, p)
	return p, nil
}

// get makes one request.
func (f *fetcher) get(ctx context.Context, u *url.URL) (*cachedPage, error) {
	ctx, cancel := context.WithTimeout(ctx, f.o.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	req.Header.Set("User-Agent", f.o.Agent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, text/*;q=0.9, */*;q=0.5")
	res, err := f.client.Do(req)
	if err != nil {
		return nil, fetchFault("", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: the server answered %s; %s", ErrFetch, res.Status, afterStatus(res))
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, f.limit+1))
	if err != nil {
		return nil, fetchFault("", err)
	}
	if int64(len(body)) > f.limit {
		return nil, fmt.Errorf("%w: the page has more than %d bytes; raise the limit of a document", ErrTooLarge, f.limit)
	}
	return &cachedPage{ContentType: res.Header.Get("Content-Type"), Body: body}, nil
}

// afterStatus is what to do after an answer that is no page.
func afterStatus(res *http.Response) string {
	switch {
	case res.StatusCode == http.StatusTooManyRequests || res.StatusCode >= 500:
		if n, err := strconv.Atoi(res.Header.Get("Retry-After")); err == nil && n > 0 {
			return fmt.Sprintf("it asks to try again in %d s", n)
		}
		return "try again later"
	case res.StatusCode == http.StatusUnauthorized || res.StatusCode == http.StatusForbidden:
		return "save the page in a browser and read the file"
	}
	return "check the address in a browser"
}

// errRedirects: a chain of redirects that is too long.
var errRedirects = fmt.Errorf("%w: it redirects more than %d times", ErrRefused, maxRedirects)

// fetchFault sorts what a request failed of; of says what was asked for beside the page itself.
func fetchFault(of string, err error) error {
	var urlErr *url.Error
	if errors.As(err, &urlErr) {
		err = urlErr.Err
	}
	var dial *net.OpError
	switch {
	case errors.Is(err, ErrRefused):
		if errors.As(err, &dial) {
			err = dial.Err
		}
		return err
	case errors.Is(err, context.DeadlineExceeded), os.IsTimeout(err):
		return fmt.Errorf("%w: %sthe server did not answer in time; try again later", ErrFetch, of)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return fmt.Errorf("%w: %sthe server broke off; try again later", ErrFetch, of)
	}
	return fmt.Errorf("%w: %s%w; check the address and the network", ErrFetch, of, err)
}

// redirect is asked before each redirect is followed.
func (f *fetcher) redirect(req *http.Request, via []*http.Request) error {
	switch {
	case len(via) > maxRedirects:
		return errRedirects
	case req.URL.Scheme != "http" && req.URL.Scheme != "https":
		return fmt.Errorf("%w: it redirects to %s, and only http and https are read", ErrRefused, req.URL.Redacted())
	case strings.HasSuffix(req.URL.Path, "/robots.txt"):
		return nil
	}
	return f.allowed(req.Context(), req.URL)
}

// allowed asks the host's robots.txt.
func (f *fetcher) allowed(ctx context.Context, u *url.URL) error {
	group, err := f.rules(ctx, u)
	if err != nil {
		return err
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !group.Test(path) {
		return fmt.Errorf("%w: robots.txt of %s does not allow it; save the page in a browser and read the file", ErrRefused, u.Host)
	}
	return nil
}

// wait leaves the time between two requests that the host wants.
func (f *fetcher) wait(ctx context.Context, host string) error {
	last, ok := f.last[host]
	if !ok {
		return nil
	}
	delay := f.o.Delay
	for _, scheme := range []string{"http://", "https://"} {
		if g := f.robots[scheme+host]; g != nil {
			delay = max(delay, min(g.CrawlDelay, maxDelay))
		}
	}
	timer := time.NewTimer(delay - time.Since(last))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// charset is what the header says of the page, or "".
func (p *cachedPage) charset() string {
	_, params, err := mime.ParseMediaType(p.ContentType)
	if err != nil {
		return ""
	}
	return params["charset"]
}
