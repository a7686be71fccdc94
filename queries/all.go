package queries

// All are the named queries, in the order of their documentation. The caller must not change them.
func All() []*Query {
	return []*Query{severalMeasures(), practices(), localities(), metrics(), overview()}
}

// Parameters that several queries take.
var (
	paramLocality = Param{Name: "locality", Type: Name,
		En: "only this place and what lies inside it: a name (full, short or former), a code, an IRI or a part of a name; several are joined by 、",
		Zh: "只看该地区及其下辖地区：名称（全称、简称或曾用名）、代码、IRI或名称的一部分；多个用、隔开"}
	paramProvince = Param{Name: "province", Type: Name,
		En: "only this province and what lies inside it, named likewise",
		Zh: "只看该省份，写法同上"}
	paramMeasure = Param{Name: "measure", Type: Name,
		En: "only this measure: its heading or a part of it, its number, its notation (such as 1.2) or its IRI",
		Zh: "只看该措施：标题或其一部分、序号、编号（如1.2）或IRI"}
	paramTheme = Param{Name: "theme", Type: Name,
		En: "only this theme, named likewise",
		Zh: "只看该主题，写法同上"}
	paramNotice = Param{Name: "notice", Type: Name,
		En: "only this notice: its IRI, its 16-digit id, its number (文号) or a part of its title",
		Zh: "只看该通知：IRI、16位编号、文号或标题的一部分"}
	paramKind = Param{Name: "kind", Type: Choice, Choices: []string{"省", "市", "区", "县", "镇"},
		En: "only localities of this kind, by the last character of the name: 省 takes all of province level, 县 also banners (旗), 镇 also 乡 and 街道",
		Zh: "只看这一类地区，按名称末字：省含各省级地区，县含旗，镇含乡和街道"}
	paramLimit = Param{Name: "limit", Type: Count, Default: "0",
		En: "at most so many rows; 0 gives all",
		Zh: "最多几行；0为全部"}
)

// Words for Chinese readers of terms of the vocabulary.
var (
	levelWords = map[string]string{
		"province": "省级", "prefecture": "地级", "county": "县级", "town": "乡级", "zone": "功能区"}
	roleWords = map[string]string{
		"level": "现状", "change": "变化", "before": "原先", "after": "之后", "target": "目标"}
	partWords = map[string]string{
		"notice": "通知", "theme": "主题", "measure": "措施", "none": "无措施", "note": "待定"}
)

// Columns that several queries have.
var (
	columnLocality  = Column{Name: "locality", Zh: "地区", En: "Locality", Kind: Text}
	columnPlaces    = Column{Name: "localities", Zh: "地区", En: "Localities", Kind: List}
	columnLevel     = Column{Name: "level", Zh: "级别", En: "Level", Kind: Text, words: levelWords}
	columnLevels    = Column{Name: "levels", Zh: "级别", En: "Levels", Kind: List, words: levelWords, aside: true}
	columnProvince  = Column{Name: "province", Zh: "省份", En: "Province", Kind: Text}
	columnProvinces = Column{Name: "provinces", Zh: "省份", En: "Provinces", Kind: List}
	columnMeasure   = Column{Name: "measure", Zh: "措施", En: "Measure", Kind: Text}
	columnTheme     = Column{Name: "theme", Zh: "主题", En: "Theme", Kind: Text, aside: true}
	columnStatement = Column{Name: "statement", Zh: "做法", En: "Statement", Kind: Text}
	columnNumber    = Column{Name: "number", Zh: "文号", En: "Number", Kind: Text}
	columnNumbers   = Column{Name: "numbers", Zh: "文号", En: "Numbers", Kind: List}
	columnTitle     = Column{Name: "title", Zh: "通知", En: "Notice", Kind: Text, aside: true}
	columnCode      = Column{Name: "code", Zh: "代码", En: "Code", Kind: Text, aside: true}
	columnIRI       = Column{Name: "iri", Zh: "IRI", En: "IRI", Kind: IRI}
)
