package source

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// attr is the value of an attribute, or "".
func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val
		}
	}
	return ""
}

// hidden reports whether the page does not show an element.
func hidden(n *html.Node) bool {
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "hidden":
			return !strings.EqualFold(a.Val, "until-found")
		case "style":
			if hiddenStyle(a.Val) {
				return true
			}
		}
	}
	return false
}

// hiddenStyle reports whether a style attribute hides its element.
func hiddenStyle(s string) bool {
	if !strings.Contains(s, "none") && !strings.Contains(s, "hidden") && !strings.Contains(s, "size") {
		return false
	}
	size := property(s, "font-size")
	return strings.HasPrefix(property(s, "display"), "none") ||
		strings.HasPrefix(property(s, "visibility"), "hidden") ||
		size == "0" || size == "0px" || size == "0pt"
}

// property is the value of a property of a style attribute, in lower case; the last one counts.
func property(s, name string) string {
	value := ""
	for s != "" {
		var one string
		one, s, _ = strings.Cut(s, ";")
		if !strings.Contains(one, name) {
			continue
		}
		key, val, ok := strings.Cut(one, ":")
		if ok && strings.EqualFold(strings.TrimSpace(key), name) {
			value = strings.ToLower(strings.TrimSpace(val))
		}
	}
	return value
}

// boldness is whether text is bold inside an element with a style attribute, given what it is outside.
func boldness(s string, outside bool) bool {
	if !strings.Contains(s, "font-weight") {
		return outside
	}
	value := property(s, "font-weight")
	switch {
	case value == "":
		return outside
	case strings.HasPrefix(value, "bold"):
		return true
	case strings.HasPrefix(value, "normal"), strings.HasPrefix(value, "lighter"):
		return false
	}
	weight, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(value, "!important")))
	if err != nil {
		return outside
	}
	return weight >= 600
}

// displaysBlock reports whether a style attribute makes an inline element a block.
func displaysBlock(s string) bool {
	switch display, _, _ := strings.Cut(property(s, "display"), " "); display {
	case "block", "list-item", "table", "table-row", "table-cell", "flex", "grid":
		return true
	}
	return false
}

// alignment is what an align attribute or text-align says, or what holds outside.
func alignment(value string, outside Align) Align {
	value, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(value)), " ")
	switch value {
	case "center", "middle", "-webkit-center":
		return AlignCenter
	case "right", "end", "-webkit-right":
		return AlignRight
	case "left", "start", "justify":
		return AlignNone
	}
	return outside
}

// cmsAlignment is what the cms-style attribute of Sina's pages says, or what holds outside.
func cmsAlignment(value string, outside Align) Align {
	switch value = strings.ToLower(value); {
	case strings.Contains(value, "align-center"):
		return AlignCenter
	case strings.Contains(value, "align-right"):
		return AlignRight
	}
	return outside
}
