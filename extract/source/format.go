package source

import (
	"regexp"
	"strings"
	"sync"
)

// document reads decoded text in the format that it has by its own looks, so that a name changes nothing:
// front matter first, then a page, Markdown, a fragment of HTML, plain text.
func document(text string) *Document {
	m, body, ok := frontMatter(text)
	if ok {
		doc := bodyText(body)
		doc.Meta = m
		return doc
	}
	if isPage(text) {
		return htmlPage(text)
	}
	return bodyText(text)
}

// bodyText reads text that is the notice and nothing else.
func bodyText(text string) *Document {
	switch {
	case isMarkdown(text):
		return markdownText(text)
	case isHTML(text):
		return htmlFragment(text)
	}
	return plainText(text)
}

// isPage reports whether a text is an HTML page or a part of one that holds more than an article: it has the
// elements of a page, or begins with a container.
func isPage(text string) bool {
	head := strings.TrimSpace(text[:min(len(text), 4<<10)])
	if !strings.HasPrefix(head, "<") {
		return hasBody(text)
	}
	head = strings.ToLower(head)
	for _, p := range []string{"<!doctype html", "<html", "<head", "<body", "<?xml"} {
		if strings.HasPrefix(head, p) {
			return true
		}
	}
	if hasBody(text) {
		return true
	}
	if !startsHTML(head) {
		return false
	}
	return !isMarkdown(text)
}

// hasBody reports whether a text is a whole page by its first tags.
func hasBody(text string) bool {
	head := text[:min(len(text), 4<<10)]
	for {
		_, rest, ok := strings.Cut(head, "<")
		if !ok {
			return false
		}
		head = rest
		for _, p := range []string{"html", "body", "!doctype html"} {
			if len(head) >= len(p) && strings.EqualFold(head[:len(p)], p) {
				return true
			}
		}
	}
}

// htmlTags matches the tags that text with markup has.
var htmlTags = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)</?(?:p|div|span|br|td|tr|table|font|strong|b|h[1-6]|li|ul|a|img|section|article|center)(?:\s[^<>]*)?/?>`)
})

// isHTML reports whether a text has HTML's tags in it.
func isHTML(text string) bool {
	return strings.Contains(text, "<") && htmlTags().MatchString(text)
}

// isMarkdown reports whether a text is Markdown: it has what only Markdown has, which is a heading, bold, a link,
// or the second line of a table.
func isMarkdown(text string) bool {
	if hasBold(text) || strings.Contains(text, "](") && hasLink(text) {
		return true
	}
	if !strings.Contains(text, "#") && !strings.Contains(text, "--") {
		return false
	}
	bars := false
	for line := range eachLine(text) {
		if len(line) == 0 {
			bars = false
			continue
		}
		switch line[0] {
		case '#', ' ':
			if marksHeading(line) {
				return true
			}
		case '|', '-', ':':
			if bars && isDelimiterRow(line) && strings.Contains(line, "|") {
				return true
			}
		}
		bars = strings.Contains(line, "|")
	}
	return false
}

// marksHeading reports whether a line is a heading of Markdown and no comment, colour or selector.
func marksHeading(line string) bool {
	trimmed := strings.TrimLeft(line, " ")
	if len(line)-len(trimmed) > 3 {
		return false
	}
	level, text := atxHeading(trimmed)
	return level > 0 && text != "" && !strings.ContainsAny(text, "{;")
}

// hasBold reports whether a line has a text between two pairs of asterisks.
func hasBold(text string) bool {
	for {
		_, rest, ok := strings.Cut(text, "**")
		if !ok {
			return false
		}
		inside, _, ok := strings.Cut(rest[:min(len(rest), 600)], "**")
		if ok && inside != "" && !strings.Contains(inside, "\n") && !strings.Contains(inside, "*") {
			return true
		}
		text = rest
	}
}

// hasLink reports whether brackets are followed by an address.
func hasLink(text string) bool {
	for _, p := range []string{"](http", "](/", "](#"} {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}
