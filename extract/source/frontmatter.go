package source

import "strings"

// frontMatter splits off the YAML between lines of "---" that Jekyll, Hexo and Hugo put before a page, possibly
// after blank lines. Only the plain keys of its top level are read. ok is false where there is none.
func frontMatter(text string) (m Meta, body string, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimLeft(text, " \t\r\n\uFEFF"), "---")
	if !ok {
		return m, text, false
	}
	line, rest, ok := strings.Cut(rest, "\n")
	if !ok || strings.TrimSpace(line) != "" {
		return m, text, false
	}
	keys := 0
	for at := 0; at < len(rest); {
		line, after := rest[at:], len(rest)
		if i := strings.IndexByte(rest[at:], '\n'); i >= 0 {
			line, after = rest[at:at+i], at+i+1
		}
		trimmed := strings.TrimRight(line, " \t\r")
		if trimmed == "---" || trimmed == "..." {
			if keys == 0 {
				return m, text, false
			}
			setOnce(&m.Date, m.Published)
			return m, rest[after:], true
		}
		if !yamlLine(trimmed) {
			return m, text, false
		}
		if key, value, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, " ") {
			keys++
			value = yamlScalar(strings.TrimSpace(value), rest[after:])
			setField(&m, strings.TrimSpace(key), value)
		}
		at = after
	}
	return Meta{}, text, false
}

// yamlLine reports whether a line can stand in front matter: blank, a comment, indented, an item, or a key.
func yamlLine(line string) bool {
	if line == "" || strings.ContainsRune(" \t#-]}", rune(line[0])) {
		return true
	}
	key, _, ok := strings.Cut(line, ":")
	return ok && len(key) <= 60
}

// yamlScalar is the value after a key: quoted, plain, or a block (> or |) of the indented lines that follow.
func yamlScalar(value, following string) string {
	switch {
	case value == "":
		return ""
	case value[0] == '>' || value[0] == '|':
		var lines []string
		for line := range strings.Lines(following) {
			if !strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "\t") {
				break
			}
			lines = append(lines, strings.TrimSpace(line))
		}
		return oneLine(strings.Join(lines, "\n"))
	case value[0] == '\'':
		if end := strings.LastIndexByte(value, '\''); end > 0 {
			return strings.ReplaceAll(value[1:end], "''", "'")
		}
	case value[0] == '"':
		if end := strings.LastIndexByte(value, '"'); end > 0 {
			return strings.NewReplacer(`\"`, `"`, `\\`, `\`, `\/`, `/`, `\t`, " ", `\n`, " ").Replace(value[1:end])
		}
	}
	if i := strings.Index(value, " #"); i >= 0 {
		value = value[:i]
	}
	return strings.TrimSpace(value)
}

// fields are the names under which front matter, JSON and tables of rows keep what Meta holds, in lower case. The
// short ones are the initials of the Chinese names, as TRS's systems use them, and those of the library of gov.cn.
var fields = map[string]func(*Meta, string){
	"title": setTitle, "标题": setTitle, "headline": setTitle, "文件名称": setTitle, "名称": setTitle, "文件标题": setTitle,
	"number": setNumber, "docnumber": setNumber, "doc_number": setNumber, "wenhao": setNumber, "文号": setNumber,
	"发文字号": setNumber, "document_number": setNumber, "fileno": setNumber, "docno": setNumber, "doc_no": setNumber, "file_no": setNumber, "file_number": setNumber, "puborder": setNumber,
	"issuer": setIssuer, "publisher": setIssuer, "发文机关": setIssuer, "发布机构": setIssuer, "发文单位": setIssuer,
	"发布单位": setIssuer, "agency": setIssuer, "organization": setIssuer, "department": setIssuer,
	"issued": setIssued, "issue_date": setIssued, "成文日期": setIssued, "发文日期": setIssued, "印发日期": setIssued,
	"date": setPublished, "pubdate": setPublished, "pub_date": setPublished, "published": setPublished,
	"publish_date": setPublished, "publish_time": setPublished, "publishtime": setPublished, "pubtime": setPublished,
	"发布日期": setPublished, "发布时间": setPublished, "日期": setPublished, "时间": setPublished, "time": setPublished,
	"datepublished": setPublished, "created_at": setPublished,
	"bt": setTitle, "fwzh": setNumber, "wh": setNumber, "fwjg": setIssuer, "fwjg_name": setIssuer, "fbjg": setIssuer,
	"cwrq": setIssued, "fbrq": setPublished, "docpuburl": setURL, "docreltime": setPublished, "doctitle": setTitle,
	"pcode": setNumber, "puborg": setIssuer, "ptime": setIssued, "pubtimestr": setPublished,
	"url": setURL, "link": setURL, "source_url": setURL, "链接": setURL, "网址": setURL, "原文链接": setURL, "canonical": setURL,
}

func setURL(m *Meta, v string) { setOnce(&m.URL, webAddress(v)) }

// setField sets what a named field of a container stands for.
func setField(m *Meta, name, value string) {
	name = strings.ToLower(strings.TrimSpace(name))
	set := fields[name]
	if set == nil && (strings.HasSuffix(name, "title") || strings.HasSuffix(name, "标题")) {
		set = setTitle
	}
	if set != nil {
		set(m, oneLine(value))
	}
}
