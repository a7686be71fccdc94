package graph

import (
	"slices"

	"github.com/cayleygraph/quad"

	"policygraph/graph/layout"
	"policygraph/schema"
)

// A cited title is linked to the notices of the store that bear it: where graph L says that {base}title/… has a
// dcterms:title, and a notice N has the same in its own graph, L also says that the title is a version of N
// (dcterms:isVersionOf). The links follow from the titles alone, so a write brings them up to date for the titles
// it touched.

// isLinkQuad reports whether a quad has the form of such a link.
func isLinkQuad(iris schema.IRIs, q quad.Quad) bool {
	if q.Predicate != schema.IsVersionOf {
		return false
	}
	s, _ := q.Subject.(quad.IRI)
	o, _ := q.Object.(quad.IRI)
	_, cited := iris.ID(s, "title")
	_, held := iris.ID(o, "notice")
	return cited && held
}

// isLink is isLinkQuad for a quad of the store.
func (c *change) isLink(f fact) (bool, error) {
	p, err := c.iri(f.predicate)
	if err != nil || p != schema.IsVersionOf {
		return false, err
	}
	return c.bothOf(f, "title", "notice")
}

// bothOf reports whether subject and object are resources of these kinds; "" means any node.
func (c *change) bothOf(f fact, subject, object string) (bool, error) {
	ok := true
	for _, part := range [...]struct {
		id   uint64
		kind string
	}{{f.subject, subject}, {f.object, object}} {
		if part.kind == "" {
			continue
		}
		iri, err := c.iri(part.id)
		if err != nil {
			return false, err
		}
		_, is := c.store.iris.ID(iri, part.kind)
		ok = ok && is
	}
	return ok, nil
}

// relink adds the links that are missing and removes those that are wrong, after titles came and went.
func (c *change) relink() error {
	titled, err := c.find(schema.Title)
	if err != nil || titled.id == 0 {
		return err
	}
	cited, err := c.touchedTitles(titled.id)
	if err != nil {
		return err
	}
	return c.relinkTitles(cited, titled.id)
}

// relinkTitles brings the links of cited titles up to date.
func (c *change) relinkTitles(cited []uint64, titled uint64) error {
	for _, t := range cited {
		if err := c.relinkTitle(t, titled); err != nil {
			return err
		}
	}
	return nil
}

// touchedTitles are the cited titles that share a text with a title that the change adds or removes, ascending.
func (c *change) touchedTitles(titled uint64) ([]uint64, error) {
	var texts, cited []uint64
	touch := func(f fact) error {
		if f.predicate != titled {
			return nil
		}
		texts = append(texts, f.object)
		is, err := c.bothOf(f, "title", "")
		if is {
			cited = append(cited, f.subject)
		}
		return err
	}
	for _, id := range c.order {
		if err := touch(c.dels[id]); err != nil {
			return nil, err
		}
	}
	for _, f := range c.adds {
		if err := touch(f); err != nil {
			return nil, err
		}
	}
	for _, text := range ascending(texts) {
		found, err := c.bearing(text, titled)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			if is, err := c.bothOf(f, "title", ""); err != nil {
				return nil, err
			} else if is {
				cited = append(cited, f.subject)
			}
		}
	}
	return ascending(cited), nil
}

// ascending is ids in order, each once.
func ascending(ids []uint64) []uint64 {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// bearing is what says, after the change, that something has this title.
func (c *change) bearing(text, titled uint64) (found []fact, err error) {
	err = c.after(layout.ObjectPredicate, func(f fact) bool {
		found = append(found, f)
		return true
	}, text, titled)
	return found, err
}

// relinkTitle brings the links of one cited title up to date.
func (c *change) relinkTitle(title, titled uint64) error {
	wanted, err := c.wantedLinks(title, titled)
	if err != nil {
		return err
	}
	linked, err := c.find(schema.IsVersionOf)
	if err != nil {
		return err
	}
	if linked.id != 0 {
		if wanted, err = c.dropLinks(title, linked.id, wanted); err != nil {
			return err
		}
	}
	for _, f := range wanted {
		if linked, err = c.need(schema.IsVersionOf); err != nil {
			return err
		}
		f.predicate = linked.id
		if err := c.add(f); err != nil {
			return err
		}
	}
	return nil
}

// wantedLinks are the links that a cited title should have, without their predicate.
func (c *change) wantedLinks(title, titled uint64) (wanted []fact, err error) {
	var texts []fact
	err = c.after(layout.SubjectPredicate, func(f fact) bool {
		texts = append(texts, f)
		return true
	}, title, titled)
	if err != nil {
		return nil, err
	}
	for _, t := range texts {
		found, err := c.bearing(t.object, titled)
		if err != nil {
			return nil, err
		}
		for _, n := range found {
			iri, err := c.iri(n.subject)
			if err != nil {
				return nil, err
			}
			link := fact{subject: title, object: n.subject, label: t.label}
			if _, is := c.store.iris.ID(iri, "notice"); is && n.subject == n.label && !slices.Contains(wanted, link) {
				wanted = append(wanted, link)
			}
		}
	}
	return wanted, nil
}

// dropLinks removes the links of a cited title that are not wanted, and gives the wanted ones that it lacks.
func (c *change) dropLinks(title, linked uint64, wanted []fact) (missing []fact, err error) {
	has := map[fact]bool{}
	for _, f := range c.adds {
		has[f] = f.subject == title && f.predicate == linked
	}
	stored, err := c.storedUnder(layout.SubjectPredicate, title, linked)
	if err != nil {
		return nil, err
	}
	for _, s := range stored {
		bare := s.fact
		bare.predicate = 0
		if slices.Contains(wanted, bare) {
			has[s.fact] = true
			continue
		}
		if is, err := c.bothOf(s.fact, "title", "notice"); err != nil {
			return nil, err
		} else if !is {
			continue
		}
		if err := c.del(s.id, s.fact); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(wanted, func(f fact) bool { f.predicate = linked; return has[f] }), nil
}

// storedUnder is the quads under one index key that are of the store before the change and stay so far.
func (c *change) storedUnder(x layout.Index, ids ...uint64) (facts []storedFact, err error) {
	list, err := c.list(nil, x.AppendPrefix(nil, ids...))
	if err != nil {
		return nil, err
	}
	err = c.records(list, func(r *layout.Record) (bool, error) {
		if _, gone := c.dels[r.ID]; !gone {
			facts = append(facts, storedFact{r.ID, factOf(r)})
		}
		return true, nil
	})
	return facts, err
}
