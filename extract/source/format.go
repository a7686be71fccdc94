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
	head := strings.ToLower(strings.TrimSpace(text[:min(len(text), 4<<10)]))
	for _, p := range []string{"<!doctype html", "<html", "<head", "<body", "<?xml"} {
		if strings.HasPrefix(head, p) {
			return true
		}
	}
	if strings.Contains(head, "<html") || strings.Contains(head, "<body") {
		return true
	}
	if !startsHTML(head) {
		return false
	}
	return !isMarkdown(text)
}

// htmlTags matches the tags that text with markup has.
var htmlTags = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)</?(?:p|div|span|br|td|tr|table|font|strong|b|h[1-6]|li|ul|a|img|section|article|center)(?:\s[^<>]*)?/?>`)
})

// isHTML reports whether a text has HTML's tags in it.
func isHTML(text string) bool {
	return strings.Contains(text, "<") && htmlTags().MatchString(text)
}

// markdownMarks matches what only Markdown has: headings, bold, links, the second line of a table.
var markdownMarks = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^ {0,3}#{1,6} +\S|^#{2,6}[^#\s{]|\*\*[^*\n]{1,200}\*\*|\]\((?:https?:/)?/[^)\s]*\)|^\s*\|?(?:\s*:?-{3,}:?\s*\|)+`)
})

// isMarkdown reports whether a text is Markdown.
func isMarkdown(text string) bool {
	return strings.ContainsAny(text, "#*]|") && markdownMarks().MatchString(text)
}
