package layout

import (
	"strconv"

	"github.com/cayleygraph/quad"
)

// Text is the lexical form of a literal without datatype and language, an IRI without brackets, and "" for no value.
// What Cayley holds as a number of its own has its decimal form.
func Text(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.IRI:
		return string(v)
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	case quad.Int:
		return strconv.FormatInt(int64(v), 10)
	case quad.Float:
		return strconv.FormatFloat(float64(v), 'f', -1, 64)
	}
	return quad.StringOf(v)
}
