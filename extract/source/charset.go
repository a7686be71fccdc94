package source

import (
	"bytes"
	"encoding/binary"

	"policygraph/internal/lazyregexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// decoded is a file's text in valid UTF-8, and where its bytes could not be decoded.
type decoded struct {
	text    string
	charset string // by its WHATWG name
	faults  []int  // byte offsets in the file, one for each U+FFFD that decoding put into text, in order
}

// decode finds the charset and decodes. In this order: a byte order mark; UTF-8, where the bytes are valid (a
// wrong header is common); UTF-16 without a mark; what the file declares of itself; hint, what its carrier says
// of it; what the bytes look like. GB 2312 and GBK are read as GB 18030, which contains them. ok is false where
// the bytes are no text.
func decode(data []byte, hint string) (d decoded, ok bool) {
	if enc, rest := byteOrderMark(data); enc != "" {
		return decodeAs(rest, enc, len(data)-len(rest)), true
	}
	if bytes.IndexByte(data, 0) < 0 && utf8.Valid(data) {
		if isShortGBK(data) {
			return decodeAs(data, "gb18030", 0), true
		}
		return decoded{text: string(data), charset: "utf-8"}, true
	}
	if enc := utf16WithoutMark(data); enc != "" {
		return decodeAs(data, enc, 0), true
	}
	if looksBinary(data) {
		return d, false
	}
	return decodeAs(data, guess(data, hint), 0), true
}

// isShortGBK reports whether bytes that are valid UTF-8 are Chinese in GBK all the same. Some words of two or three
// characters (通知, 联通) are both; but Chinese in UTF-8 has characters of three bytes, and these have none.
func isShortGBK(data []byte) bool {
	short := false
	for _, c := range data {
		if c >= 0xE0 {
			return false
		}
		short = short || c >= 0xC2
	}
	return short && scoreGBK(data) > 4
}

// byteOrderMark gives the charset that a mark stands for, and the data after it.
func byteOrderMark(data []byte) (string, []byte) {
	for _, m := range []struct{ mark, charset string }{
		{"\xEF\xBB\xBF", "utf-8"}, {"\xFF\xFE", "utf-16le"}, {"\xFE\xFF", "utf-16be"},
	} {
		if rest, ok := bytes.CutPrefix(data, []byte(m.mark)); ok {
			return m.charset, rest
		}
	}
	return "", data
}

// decodeAs decodes data, which stands at an offset of its file.
func decodeAs(data []byte, name string, offset int) decoded {
	d := decoded{charset: name}
	switch name {
	case "utf-8":
		d.utf8(data, offset)
	case "utf-16le":
		d.utf16(data, offset, binary.LittleEndian)
	case "utf-16be":
		d.utf16(data, offset, binary.BigEndian)
	default:
		d.multibyte(data, offset, encodingOf(name))
	}
	return d
}

// utf8 copies data, one U+FFFD for each byte that is not UTF-8.
func (d *decoded) utf8(data []byte, offset int) {
	if utf8.Valid(data) {
		d.text = string(data)
		return
	}
	out := make([]byte, 0, len(data)+16)
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			d.faults = append(d.faults, offset+i)
		}
		out = utf8.AppendRune(out, r)
		i += n
	}
	d.text = string(out)
}

// multibyte decodes data through golang.org/x/text and finds where it put U+FFFD in. None of these charsets but
// GB 18030 can write U+FFFD itself, and there it is the four bytes 84 31 A4 37.
func (d *decoded) multibyte(data []byte, offset int, enc encoding.Encoding) {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil || !utf8.Valid(out) {
		d.utf8(data, offset) // never seen; every byte stays accounted for
		return
	}
	d.text = string(out)
	if !strings.ContainsRune(d.text, utf8.RuneError) {
		return
	}
	d.faults = faultOffsets(data, enc)
	for i := range d.faults {
		d.faults[i] += offset
	}
}

// faultOffsets decodes data piece by piece to find the bytes that gave U+FFFD.
func faultOffsets(data []byte, enc encoding.Encoding) []int {
	var faults []int
	dec := enc.NewDecoder()
	var buf [64]byte
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		n := 1
		for ; n <= 4 && i+n <= len(data); n++ {
			dec.Reset()
			nDst, nSrc, err := dec.Transform(buf[:], data[i:i+n], i+n == len(data))
			if err != nil || nDst == 0 {
				continue
			}
			if bytes.Contains(buf[:nDst], []byte("\uFFFD")) && !bytes.HasPrefix(data[i:], []byte("\x84\x31\xA4\x37")) {
				faults = append(faults, i)
			}
			n = nSrc
			break
		}
		i += max(n, 1)
	}
	return faults
}

// looksBinary reports whether bytes that are not UTF-8 are no text in any charset: zero bytes, or more than one
// in fifty that is a control character.
func looksBinary(data []byte) bool {
	sample := data[:min(len(data), 64<<10)]
	control := 0
	for _, c := range sample {
		switch {
		case c == 0:
			return true
		case c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == 0x7F:
			control++
		}
	}
	return control*50 > len(sample)
}

// declared finds what a page or an XML file says its charset is, in its first 4 KiB.
var declared = lazyregexp.New(`(?i)<(?:meta[^>]{0,200}charset|\?xml[^>]{0,100}encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([a-z0-9_:.-]{2,30})`)

// guess names the charset of bytes that are not UTF-8.
func guess(data []byte, hint string) string {
	if m := declared.FindSubmatch(data[:min(len(data), 4<<10)]); m != nil {
		if name := canonical(string(m[1])); name != "" && fits(data, name) {
			return name
		}
	}
	if name := canonical(hint); name != "" && fits(data, name) {
		return name
	}
	return detect(data)
}

// canonical is the WHATWG name of a charset, with GBK taken as GB 18030; "" where it is unknown, or one in which
// no notice can be written.
func canonical(label string) string {
	_, name := charset.Lookup(label)
	switch name {
	case "gbk", "hz-gb-2312":
		return "gb18030"
	case "windows-1252", "replacement", "x-user-defined":
		return ""
	}
	return name
}

// encodingOf is the encoding of a WHATWG name.
func encodingOf(name string) encoding.Encoding {
	switch name {
	case "gb18030":
		return simplifiedchinese.GB18030
	case "big5":
		return traditionalchinese.Big5
	}
	enc, _ := charset.Lookup(name)
	if enc == nil {
		return simplifiedchinese.GB18030
	}
	return enc
}

// fits reports whether a declared charset can be right. UTF-8 and UTF-16 have been tried. Between the Chinese
// charsets the bytes decide, since pages converted from one to the other often keep the old header.
func fits(data []byte, name string) bool {
	switch name {
	case "utf-8", "utf-16le", "utf-16be":
		// Mostly UTF-8 with a few broken bytes is still UTF-8.
		return name == "utf-8" && mostlyUTF8(data)
	case "gb18030", "big5":
		return detect(data) == name
	}
	return true
}

// mostlyUTF8 reports whether at least nine in ten of the bytes beyond ASCII belong to valid sequences.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good += n
		}
		i += n
	}
	return good > 9*bad
}
