package metric

// Verb is the length in bytes of the verb that s begins with, or 0 where it begins with none: a word of doing, or
// of rising and falling.
func Verb(s string) int {
	w, ok := wordAt(s, 0)
	if !ok || !w.has(classVerb|classIntransitive|classWeak|classChange) {
		return 0
	}
	return w.size
}
