// Package place is the gazetteer of all divisions of China and finds and resolves their names in text.
package place
