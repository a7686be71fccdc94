package source

import (
	"encoding/base64"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// saved is a page as a browser saves it with a picture, its HTML in a transfer encoding.
func saved(charset, encoding, body string) string {
	return strings.ReplaceAll("From: <Saved by Blink>\nSubject: =?utf-8?Q?=E7=A4=BA=E4=BE=8B?=\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"----b----\"\n\n\n------b----\n"+
		"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n------b----\nContent-Type: text/html; charset="+charset+"\nContent-Transfer-Encoding: "+encoding+"\nContent-Location: https://example.com/\n\n"+body+"\n------b------\n", "\n", "\r\n")
}

func TestMHTML(t *testing.T) {
	gbk := encode(t, simplifiedchinese.GBK, "<html><body><p>"+simplified+"</p></body></html>")
	for _, c := range []struct{ rule, in, want string }{
		{"quoted-printable", saved("utf-8", "quoted-printable", "<html><head><title>=E7=A4=BA=E4=BE=8B</title></head><body><p>=E7=A4=BA=E4=\n=BE=8B=E7=9C=81=E3=80=82</p></body></html>"), "示例省。"},
		{"base64 in GBK", saved("gbk", "base64", base64.StdEncoding.EncodeToString([]byte(gbk))), simplified},
	} {
		if got := parseOne(t, "a.mhtml", c.in).Text; got != c.want {
			t.Errorf("%s: got %q, want %q", c.rule, got, c.want)
		}
	}
	if _, err := Parse("a.mhtml", []byte(strings.Replace(saved("utf-8", "8bit", "x"), "text/html; ", "text/css; ", 1)), Options{}); !isError(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
}
