package eval

import "policygraph/schema"

// traced is the share of statements and metrics of n that are exactly its text from start to end of their spans.
func traced(n *schema.Notice, text []rune) Mean {
	var m Mean
	check := func(words string, at schema.Span) {
		if words != "" && at.Start >= 0 && at.End >= 0 && slice(text, at.Start, at.End) == words {
			m.add(1)
			return
		}
		m.add(0)
	}
	for i := range n.Practices {
		p := &n.Practices[i]
		check(p.Statement, p.Span)
		for k := range p.Metrics {
			check(p.Metrics[k].AsWritten, p.Metrics[k].Span)
		}
	}
	return m
}

// slice is text from start to end, as far as there is any.
func slice(text []rune, start, end int) string {
	start, end = max(0, min(start, len(text))), min(end, len(text))
	if start >= end {
		return ""
	}
	return string(text[start:end])
}
