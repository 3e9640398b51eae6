package main

// testCase is one line of the output. Bytes are base64 in JSON.
type testCase struct {
	ID      string   `json:"id"`
	Roots   [][]byte `json:"roots"`
	Served  [][]byte `json:"served"`
	Name    string   `json:"name"`
	At      int64    `json:"at"`
	Accept  bool     `json:"accept"`
	Class   string   `json:"class,omitempty"`
	Message string   `json:"message,omitempty"`
	Until   *int64   `json:"until,omitempty"`
}
