package eval

// Summarize adds up reports: counts are summed before any share is taken, so that each practice and each number
// weighs the same, whichever notice it stands in. Title, Number and Issued are true where all of them are. The name
// is "all", and the misses are left with their reports.
func Summarize(reports []Report) Report {
	sum := Report{Name: "all", Title: true, Number: true, Issued: true}
	for i := range reports {
		r := &reports[i]
		sum.Practices = sum.Practices.plus(r.Practices)
		sum.Localities = sum.Localities.plus(r.Localities)
		sum.Metrics = sum.Metrics.plus(r.Metrics)
		sum.Measures = sum.Measures.plus(r.Measures)
		sum.Qualifier = sum.Qualifier.plus(r.Qualifier)
		sum.Indicator = sum.Indicator.plus(r.Indicator)
		sum.Traced = sum.Traced.plus(r.Traced)
		sum.Boundary = sum.Boundary.plus(r.Boundary)
		sum.Title = sum.Title && r.Title
		sum.Number = sum.Number && r.Number
		sum.Issued = sum.Issued && r.Issued
	}
	return sum
}
