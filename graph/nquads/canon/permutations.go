package canon

import "iter"

// permutations gives every order of list (Heap's algorithm); each slice is valid until the next.
func permutations(list []string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		order := append([]string(nil), list...)
		counters := make([]int, len(order))
		if !yield(order) {
			return
		}
		for i := 0; i < len(order); {
			if counters[i] == i {
				counters[i] = 0
				i++
				continue
			}
			j := 0
			if i%2 == 1 {
				j = counters[i]
			}
			order[i], order[j] = order[j], order[i]
			if !yield(order) {
				return
			}
			counters[i]++
			i = 1
		}
	}
}
