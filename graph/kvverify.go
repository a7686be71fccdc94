package graph

import "context"

func (s *kvStore) verify(ctx context.Context) (Report, error) { return Report{}, ctx.Err() }

func (s *kvStore) adopt() error { return nil }
