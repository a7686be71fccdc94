package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"policygraph/graph/export"
)

// vocabularies are the forms in which the vocabulary is written.
var vocabularies = []struct {
	name  string
	about string
	write func() ([]byte, error)
}{
	{"ttl", "the ontology in Turtle: RDFS and a little OWL", export.OntologyTurtle},
	{"shacl", "SHACL shapes that every export conforms to", plain(export.ShapesTurtle)},
	{"jsonld-context", "the JSON-LD context", plain(export.JSONLDContext)},
	{"dgraph", "the schema for Dgraph", plain(export.DgraphSchema)},
}

func plain(write func() []byte) func() ([]byte, error) {
	return func() ([]byte, error) { return write(), nil }
}

func (a *app) schema() *cobra.Command {
	var format, output string
	var names, lines []string
	for _, v := range vocabularies {
		names = append(names, v.name)
		lines = append(lines, fmt.Sprintf("  %-15s %s", v.name, v.about))
	}
	c := &cobra.Command{
		Use:   "schema",
		Short: "Write the vocabulary for other tools: ontology, shapes, JSON-LD context",
		Long:  "Schema writes the vocabulary of the graph.\n\n" + strings.Join(lines, "\n"),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			for _, v := range vocabularies {
				if v.name == format {
					return a.output(output, func(w io.Writer) error {
						text, err := v.write()
						if err == nil {
							_, err = w.Write(text)
						}
						return err
					})
				}
			}
			return usageError{fmt.Errorf("no format is called %q; there are %s", format, strings.Join(names, ", "))}
		},
	}
	c.Flags().StringVar(&format, "format", "ttl", strings.Join(names, ", "))
	c.Flags().StringVarP(&output, "output", "o", "", "write to this file instead of standard output")
	return c
}
