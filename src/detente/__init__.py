"""Détente reads the reporting on a negotiation, keeps the evidence, and says where it stands and where it heads."""
