package ask

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"policygraph/graph"
	"policygraph/queries"
)

// An Answer is what a question came to.
type Answer struct {
	// Command is the query that was run, as one would type it after “policygraph query”.
	Command string
	Query   *queries.Query
	Args    queries.Args
	Result  *queries.Result
	// Sentence answers in one Chinese sentence.
	Sentence string
}

// Said is the line that names the query, in Chinese.
func (a *Answer) Said() string { return "查询：" + a.Command }

// A NotUnderstoodError says that no kind of question fits.
type NotUnderstoodError struct {
	Question string
	// Known are questions that are understood, one of each kind.
	Known []string
}

func (e *NotUnderstoodError) Error() string {
	return "不明白：" + e.Question + "\n能回答的问题，例如：\n  " + strings.Join(e.Known, "\n  ")
}

// Examples are questions that are understood, one of each kind, in the order of the table.
func Examples() []string {
	out := make([]string, len(kinds))
	for i, k := range kinds {
		out[i] = k.example
	}
	return out
}

// maxQuestion is how many characters of a question are read.
const maxQuestion = 200

// Ask answers a question over a snapshot. The finder says where the question names places; it may be nil, and then
// only places that the store holds are known. Errors are [*NotUnderstoodError], [*queries.AmbiguousError] where the
// question must say which notice it means, and those of the queries.
func Ask(ctx context.Context, s graph.Snapshot, question string, find Finder) (*Answer, error) {
	q, err := parse(ctx, s, question, find)
	if err != nil {
		return nil, fmt.Errorf("ask %q: %w", question, err)
	}
	if q != nil {
		for _, k := range kinds {
			if readings := k.read(q); len(readings) > 0 {
				return answer(ctx, s, question, readings)
			}
		}
	}
	return nil, &NotUnderstoodError{Question: strings.TrimSpace(question), Known: Examples()}
}

// A reading is one way to understand a question.
type reading struct {
	query string
	args  queries.Args
	say   func(r *queries.Result, args queries.Args) string
}

// answer runs readings in turn until one gives rows. Where none does, the first is the answer.
func answer(ctx context.Context, s graph.Snapshot, question string, readings []reading) (*Answer, error) {
	var first *Answer
	for _, x := range readings {
		q, ok := queries.Find(x.query)
		if !ok {
			return nil, fmt.Errorf("ask %q: no query is called %s", question, x.query)
		}
		a := &Answer{Command: q.Command(x.args), Query: q, Args: x.args}
		r, err := q.Run(ctx, s, x.args)
		var none *queries.NoMatchError
		switch {
		case errors.As(err, &none):
			a.Result = &queries.Result{Columns: q.Columns}
			a.Sentence = "库中没有与“" + none.Value + "”相符的" + parameterWords[none.Param] + "。"
		case err != nil:
			return nil, fmt.Errorf("ask %q: %w", question, err)
		default:
			a.Result = r
			a.Sentence = x.say(r, x.args)
		}
		if len(a.Result.Rows) > 0 {
			return a, nil
		}
		if first == nil {
			first = a
		}
	}
	return first, nil
}

// parameterWords name what a parameter stands for.
var parameterWords = map[string]string{"locality": "地区", "province": "省份", "measure": "措施", "theme": "主题",
	"notice": "通知"}
