package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/temoto/robotstxt"
)

// rules gives what a host's robots.txt says to the agent. A host that has none allows all, as does one that redirects
// without end; one that fails to give it allows nothing (RFC 9309, sections 2.3.1.2 to 2.3.1.4).
func (f *fetcher) rules(ctx context.Context, u *url.URL) (*robotstxt.Group, error) {
	host := u.Scheme + "://" + u.Host
	if g := f.robots[host]; g != nil {
		return g, nil
	}
	body, err := f.robotsText(ctx, host)
	if err != nil {
		return nil, err
	}
	data, err := robotstxt.FromBytes(robotsLines(body))
	if err != nil {
		return nil, fmt.Errorf("%w: robots.txt of %s: %w", ErrFetch, u.Host, err)
	}
	f.robots[host] = data.FindGroup(f.o.Agent)
	return f.robots[host], nil
}

// robotsText fetches a host's robots.txt; it is empty where the host has none.
func (f *fetcher) robotsText(ctx context.Context, host string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, host+"/robots.txt", nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	req.Header.Set("User-Agent", f.o.Agent)
	res, err := f.client.Do(req)
	switch {
	case errors.Is(err, errRedirects):
		return nil, nil
	case err != nil:
		return nil, fetchFault("robots.txt, which says what may be read: ", err)
	}
	defer res.Body.Close()
	switch {
	case res.StatusCode >= 500:
		return nil, fmt.Errorf("%w: the server answered %s for robots.txt, which says what may be read; try again later", ErrFetch, res.Status)
	case res.StatusCode != http.StatusOK:
		return nil, nil
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, 500<<10)) // RFC 9309, section 2.5
	if err != nil {
		return nil, fetchFault("robots.txt, which says what may be read: ", err)
	}
	return body, nil
}

// robotsLines are the lines of a robots.txt that hold rules, since the parser refuses all where one line is none: a line
// that no robot understands is passed over (RFC 9309, section 2.2).
func robotsLines(body []byte) []byte {
	var out []byte
	agents := false // a rule before the first agent is for nobody
	for line := range strings.Lines(strings.TrimPrefix(strings.ReplaceAll(string(body), "\r", "\n"), "\uFEFF")) {
		line, _, _ = strings.Cut(line, "#")
		name, value, ok := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		_, notNumber := strconv.ParseFloat(value, 64)
		switch name = strings.ToLower(strings.TrimSpace(name)); {
		case !ok:
			continue
		case name == "user-agent" && value != "":
			agents = true
		case !agents, name != "allow" && name != "disallow" && (name != "crawl-delay" || notNumber != nil):
			continue
		}
		out = append(out, name+": "+value+"\n"...)
	}
	return out
}
