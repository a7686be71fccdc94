package source

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
)

// isMHTML reports whether a file is a page that a browser saved with all it shows (RFC 2557): a message of several parts.
func isMHTML(data []byte) bool {
	head, _, _ := bytes.Cut(data[:min(len(data), 4<<10)], []byte("\n\n"))
	head, _, _ = bytes.Cut(head, []byte("\r\n\r\n"))
	first, _, ok := bytes.Cut(head, []byte(":"))
	return ok && len(first) < 40 && !bytes.ContainsAny(first, " <\n") && bytes.Contains(bytes.ToLower(head), []byte("multipart/related"))
}

// pageOf gives the page in an MHTML file, which is its first part of HTML, and the charset that the part declares.
func pageOf(data []byte) (page []byte, charset string, err error) {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, "", err
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return nil, "", err
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if err == io.EOF {
			return nil, "", errors.New("none of its parts is a page")
		}
		if err != nil {
			return nil, "", err
		}
		kind, params, _ := mime.ParseMediaType(p.Header.Get("Content-Type"))
		if kind != "text/html" && kind != "application/xhtml+xml" {
			continue
		}
		var in io.Reader = p
		switch strings.ToLower(strings.TrimSpace(p.Header.Get("Content-Transfer-Encoding"))) {
		case "quoted-printable":
			in = quotedprintable.NewReader(p)
		case "base64":
			in = base64.NewDecoder(base64.StdEncoding, p)
		}
		page, err = io.ReadAll(in)
		return page, params["charset"], err
	}
}
