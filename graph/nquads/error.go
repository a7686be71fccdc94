package nquads

import "fmt"

// A SyntaxError is a line that is not N-Quads.
type SyntaxError struct {
	// Line and Column are where reading stopped, both from 1; columns count code points, and each byte that is
	// not UTF-8 as one.
	Line, Column int
	// Message says what was found there and what should stand there.
	Message string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("N-Quads, line %d, column %d: %s", e.Line, e.Column, e.Message)
}
