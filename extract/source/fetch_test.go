package source

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// site is a made-up server; it counts the requests for pages.
func site(t *testing.T) (*httptest.Server, *atomic.Int32) {
	var requests atomic.Int32
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /closed/\n")
	})
	mux.HandleFunc("/notice.html", func(w http.ResponseWriter, _ *http.Request) {
		requests.Add(1)
		w.Header().Set("Content-Type", "text/html; charset=gbk")
		fmt.Fprint(w, encode(t, simplifiedchinese.GBK, "<html><body><p>"+simplified+"</p></body></html>"))
	})
	mux.HandleFunc("/rows", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "{\"text\":\"示例省推广示例经验。\"}\n{\"text\":\"示例市推广示例经验。\"}\n")
	})
	mux.HandleFunc("/closed/a.html", func(w http.ResponseWriter, _ *http.Request) { requests.Add(1) })
	mux.HandleFunc("/to-closed", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/closed/a.html", http.StatusFound) })
	mux.HandleFunc("/to-file", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(http.StatusFound)
	})
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/notice.html", http.StatusFound) })
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) {
		for range 1000 {
			fmt.Fprint(w, strings.Repeat("示例", 100))
		}
	})
	mux.HandleFunc("/busy", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	mux.HandleFunc("/short", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "5000")
		fmt.Fprint(w, "示例")
	})
	mux.HandleFunc("/forbidden", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s, &requests
}

// fetchOptions are options for a local server and a cache of its own.
func fetchOptions(t *testing.T) Options {
	return Options{Fetch: Fetch{AllowPrivate: true, Cache: t.TempDir(), Delay: time.Millisecond}}
}

func TestURL(t *testing.T) {
	s, requests := site(t)
	o := fetchOptions(t)
	for range 2 {
		docs, _, errs := read(context.Background(), o, s.URL+"/notice.html")
		if len(errs) > 0 || len(docs) != 1 || docs[0].Text != simplified || docs[0].Name != s.URL+"/notice.html" {
			t.Fatalf("got %s, %v", brief(docs), errs)
		}
	}
	if n := requests.Load(); n != 1 {
		t.Errorf("%d requests for a page that is kept", n)
	}
	docs, _, errs := read(context.Background(), o, s.URL+"/rows", s.URL+"/moved")
	if len(errs) > 0 || len(docs) != 3 || docs[1].Name != s.URL+"/rows#2" || docs[2].Text != simplified {
		t.Errorf("got %s, %v", brief(docs), errs)
	}
	o.Fetch.MaxAge = -1
	read(context.Background(), o, s.URL+"/notice.html")
	if n := requests.Load(); n != 3 {
		t.Errorf("%d requests, expected a third where nothing kept may be used", n)
	}
}

func TestURLRefused(t *testing.T) {
	s, requests := site(t)
	o := fetchOptions(t)
	o.Fetch.Timeout = 300 * time.Millisecond
	o.Limits.Document = 10_000
	for _, c := range []struct {
		rule, url string
		want      error
		says      string
	}{
		{"what robots.txt closes", s.URL + "/closed/a.html", ErrRefused, "robots.txt"},
		{"a redirect to what robots.txt closes", s.URL + "/to-closed", ErrRefused, "robots.txt"},
		{"a redirect to a file", s.URL + "/to-file", ErrRefused, "http and https"},
		{"a redirect without end", s.URL + "/loop", ErrRefused, "redirects"},
		{"another scheme", "ftp://example.com/a", ErrRefused, "http and https"},
		{"a page that is not there", s.URL + "/none", ErrFetch, "404"},
		{"a server that is busy", s.URL + "/busy", ErrFetch, "try again in 7 s"},
		{"a page that is for others", s.URL + "/forbidden", ErrFetch, "save the page"},
		{"a page that breaks off", s.URL + "/short", ErrFetch, "broke off"},
		{"a page over the limit", s.URL + "/large", ErrTooLarge, "limit"},
		{"a server that does not answer", s.URL + "/slow", ErrFetch, "in time"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			docs, _, errs := read(context.Background(), o, c.url)
			if len(docs) > 0 || len(errs) != 1 || !isError(errs[0], c.want) || !strings.Contains(errs[0].Error(), c.says) {
				t.Errorf("got %d documents and %v, want %v (%s)", len(docs), errs, c.want, c.says)
			}
		})
	}
	if n := requests.Load(); n > 0 {
		t.Errorf("%d requests for what robots.txt closes", n)
	}
}

func TestPrivateAddressesAreRefused(t *testing.T) {
	s, requests := site(t)
	o := fetchOptions(t)
	o.Fetch.AllowPrivate = false
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	for _, url := range []string{s.URL + "/notice.html", "http://localhost" + port + "/notice.html", "http://[::ffff:127.0.0.1]" + port + "/notice.html", "http://0.0.0.0" + port + "/"} {
		_, _, errs := read(context.Background(), o, url)
		if len(errs) != 1 || !isError(errs[0], ErrRefused) || !strings.Contains(errs[0].Error(), `": refused: `) {
			t.Errorf("%s: got %v", url, errs)
		}
	}
	if requests.Load() > 0 {
		t.Error("a private address was asked")
	}
}

func TestIsPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"1.1.1.1": true, "2400:3200::1": true, "127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false,
		"169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false, "224.0.0.1": false, "255.255.255.255": false,
		"198.18.0.1": false, "::1": false, "::": false, "fe80::1": false, "fc00::1": false, "::ffff:10.0.0.1": false,
		"64:ff9b::a00:1": false, "2002:a00:1::": false, "ff02::1": false,
	} {
		if got := isPublic(netip.MustParseAddr(address)); got != want {
			t.Errorf("isPublic(%s) = %v", address, got)
		}
	}
}

// TestRobots holds what a host's robots.txt allows, however broken it is.
func TestRobots(t *testing.T) {
	const page = "<html><body><p>" + simplified + "</p></body></html>"
	for _, c := range []struct {
		rule   string
		robots http.HandlerFunc
		says   string // "" where the page is read
	}{
		{"none", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) }, ""},
		{"a server that fails", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, "500 Internal Server Error for robots.txt"},
		{"redirects without end", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/robots.txt", http.StatusFound) }, ""},
		{"a page in its place", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, page) }, ""},
		{"lines that are no rules", func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "\uFEFFDisallow: /\nrubbish\nUser-agent: *\r\nCrawl-delay: soon\r\nDisallow: /notice # 示例\r\n")
		}, "does not allow"},
		{"rules for another", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "User-agent: other\nDisallow: /\n") }, ""},
	} {
		t.Run(c.rule, func(t *testing.T) {
			mux := http.NewServeMux()
			mux.HandleFunc("/robots.txt", c.robots)
			mux.HandleFunc("/notice", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, page) })
			s := httptest.NewServer(mux)
			defer s.Close()
			docs, _, errs := read(context.Background(), fetchOptions(t), s.URL+"/notice")
			if c.says == "" && len(docs) != 1 || c.says != "" && (len(errs) != 1 || !strings.Contains(errs[0].Error(), c.says)) {
				t.Errorf("got %d documents and %v, want %q", len(docs), errs, c.says)
			}
		})
	}
}

// TestCacheThatIsBroken holds that a kept page which was changed is fetched again, and that no password is shown.
func TestCacheThatIsBroken(t *testing.T) {
	s, requests := site(t)
	o := fetchOptions(t)
	for _, broken := range []func([]byte) []byte{
		func(b []byte) []byte { return b[:len(b)-3] }, func([]byte) []byte { return nil }, func(b []byte) []byte { return append(b, 'x') },
	} {
		requests.Store(0)
		read(context.Background(), o, s.URL+"/notice.html")
		files, _ := filepath.Glob(filepath.Join(o.Fetch.Cache, "*"))
		if len(files) != 1 {
			t.Fatalf("got %q", files)
		}
		data, _ := os.ReadFile(files[0])
		if err := os.WriteFile(files[0], broken(data), 0o600); err != nil {
			t.Fatal(err)
		}
		docs, _, _ := read(context.Background(), o, s.URL+"/notice.html")
		if len(docs) != 1 || docs[0].Text != simplified || requests.Load() == 0 {
			t.Errorf("got %s after %d requests", brief(docs), requests.Load())
		}
	}
	_, _, errs := read(context.Background(), o, strings.Replace(s.URL, "//", "//name:secret@", 1)+"/none")
	if len(errs) != 1 || strings.Contains(errs[0].Error(), "secret") {
		t.Errorf("got %v", errs)
	}
}
