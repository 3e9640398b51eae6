package main

import (
	"crypto/x509"
	"errors"
	"strings"
)

// classOf is the kind of a refusal, by its root cause.
func classOf(err error, at int64) string {
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, new(x509.UnknownAuthorityError)):
		return classOfHint(err.Error())
	case errors.As(err, new(x509.HostnameError)):
		return "hostname"
	case errors.As(err, new(x509.UnhandledCriticalExtension)):
		return "unhandled_critical_extension"
	case errors.As(err, &invalid):
		return classOfInvalid(invalid, at)
	}
	return "other"
}

func classOfInvalid(err x509.CertificateInvalidError, at int64) string {
	switch err.Reason {
	case x509.Expired:
		if at < err.Cert.NotBefore.Unix() {
			return "not_yet_valid"
		}
		return "expired"
	case x509.CANotAuthorizedForThisName:
		return "name_constraints"
	case x509.TooManyIntermediates:
		return "path_length"
	case x509.IncompatibleUsage:
		return "incompatible_usage"
	case x509.NotAuthorizedToSign:
		return "unknown_authority"
	}
	return "other"
}

// classOfHint looks at the reason in the text, as the field is private. It is always the first failed check of a signature.
func classOfHint(message string) string {
	const opening = `(possibly because of "`
	_, hint, _ := strings.Cut(message, opening)
	isFailure := strings.HasPrefix(hint, "crypto/rsa: verification error")
	if strings.HasPrefix(hint, "x509: cannot verify signature: ") || strings.HasPrefix(hint, "crypto/rsa: ") && !isFailure {
		return "unsupported"
	}
	return "unknown_authority"
}
