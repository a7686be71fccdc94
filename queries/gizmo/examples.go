package gizmo

// An Example is a script that answers a question which no named query does.
type Example struct {
	// Zh and En say what it answers.
	Zh, En string
	Script string
}

// Examples are scripts for the documentation and to start from.
func Examples() []Example {
	return []Example{
		{"各级行政区各有多少出现在通知中", "How many divisions of each level the notices name", `
["province", "prefecture", "county", "town", "zone"].forEach(function (level) {
  g.emit({level: level, divisions: g.V(level).in("<pol:level>").in("<pol:locality>").out("<pol:locality>")
    .has("<pol:level>", level).unique().count()})
})`},
		{"每个措施下有几条做法", "How many practices stand under each measure", `
g.V("<pol:Measure>").in("<rdf:type>").save("<skos:prefLabel>", "label").forEach(function (m) {
  g.emit({measure: m.label, practices: g.V(m.id).in("<pol:measure>").count()})
})`},
		{"数值不小于一亿元的数字，及其所在做法", "Amounts of at least 100 million yuan, with the practices that report them", `
g.V("元").in("<schema:unitText>").has("<schema:value>", gte(100000000)).tag("metric")
  .save("<schema:value>", "value").save("<pol:asWritten>", "asWritten")
  .in("<pol:metric>").save("<pol:statement>", "statement").all()`},
		{"多个地区共同的做法", "Practices that several localities share", `
g.V("<pol:Practice>").in("<rdf:type>").save("<pol:statement>", "statement").forEach(function (p) {
  var places = g.V(p.id).out("<pol:locality>").out("<skos:prefLabel>").order().toArray()
  if (places.length > 1) g.emit({places: places, statement: p.statement})
})`},
		{"某地所在的各级行政区", "All divisions that contain a place", `
var up = g.M().out("<schema:containedInPlace>")
g.V(lang("公主岭市", "zh")).in("<skos:prefLabel>").followRecursive(up)
  .save("<skos:prefLabel>", "name").save("<pol:level>", "level").all()`},
		{"各通知中待定之处，及候选地区", "What the notices leave open, with the candidates", `
g.V("<pol:Note>").in("<rdf:type>").save("<pol:asWritten>", "asWritten").save("<rdfs:comment>", "comment")
  .out("<pol:candidate>").save("<skos:prefLabel>", "candidate").all()`},
	}
}
