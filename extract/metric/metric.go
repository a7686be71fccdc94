// Package metric reads quantities in running Chinese text: 约3.5亿元, 90余个政务事项, 由6个减少到2个.
//
// [Parse] is all of it. It takes what one practice says after its subject and gives each number that says something
// of what was done or reached, with its exact value, unit, qualifier and the thing it counts or measures. Dates,
// ordinals, document numbers, names with digits (5G, “1+N”) and thresholds that only define a class
// (300平方米以下餐馆) are not quantities.
//
// A numeral is found by one pass over the text, its unit by longest match in a table of measure words, and the noun
// phrase beside it by a lexicon of verbs, adverbs and prepositions that end one; all three tables are in data.
package metric

import "policygraph/schema"

// A Quantity is one number with its unit, and what it says of what.
type Quantity struct {
	// Start and End are the bytes of the expression as written, with its qualifier words and unit: 约3.5亿元,
	// 90余个, 百分之八到十, 80%以上.
	Start, End int
	// Value, Min and Max are decimals in XSD 1.1 canonical form and in the plain unit (3.5亿元 is 350000000). A range
	// has Min and Max and no Value; a vague count (几百, 数千) has none of them.
	Value, Min, Max string
	// Unit is the measure word or unit as written, without 万 and 亿 and without the 个 of 个工作日, 个百分点 and
	// 个月; "" where there is none.
	Unit      string
	Qualifier schema.Qualifier
	// Indicator is the thing counted or measured, text[IndicatorStart:IndicatorEnd]; "" where the text names none.
	Indicator                    string
	IndicatorStart, IndicatorEnd int
	Role                         schema.Role
	// Period is the time the number holds for, as written (每年, 2020年, 前三季度), or "".
	Period string
	// Respective says that this is the k-th of Of values in “分别为x、y、z” (from 1). Both are 0 elsewhere, and where
	// the values belong to indicators named in the text instead (A率、B率分别达90%和95%).
	Respective, Of int
}

// Parse gives the quantities of text in reading order. Text is one or more clauses or sentences, best without the
// locality that acts; a number with no noun of its own takes the indicator of the number before it in the sentence
// (同比增长11.6%). Several quantities share a span where one number holds for several things (A率和B率均达100%).
// Text that is not UTF-8 is read past.
func Parse(text string) []Quantity { return Append(nil, text) }

// Append adds the quantities of text to dst, which may be nil; see [Parse].
func Append(dst []Quantity, text string) []Quantity {
	p := parser{text: text, open: -1, quote: -1, chain: -1, lex: lexicon(), cues: cueTable()}
	p.out = dst[len(dst):]
	p.run()
	if len(dst) == 0 {
		return p.out
	}
	return append(dst, p.out...)
}
