package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
)

// checkCases ends with status 1 if an answer differs in whether the chain is accepted. or in its message. Other classes are only counted.
func checkCases(path string) {
	file := os.Stdin
	if path != "-" {
		var err error
		if file, err = os.Open(path); err != nil {
			log.Fatal(err)
		}
	}
	var total, wrong, messages int
	classes := map[string]int{}
	decoder := json.NewDecoder(bufio.NewReader(file))
	for {
		var recorded testCase
		if err := decoder.Decode(&recorded); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			log.Fatal(err)
		}
		now := recorded
		now.judge()
		total++
		if now.Accept != recorded.Accept {
			wrong++
			fmt.Printf("%s: recorded %v %s, now %v %s\n", recorded.ID, recorded.Accept, recorded.Class, now.Accept, now.Message)
		} else if now.Class != recorded.Class {
			classes[recorded.Class+" is now "+now.Class]++
		}
		if recorded.Message != "" && now.Message != recorded.Message {
			messages++
			fmt.Printf("%s: recorded %s\n  now %s\n", recorded.ID, recorded.Message, now.Message)
		}
	}
	fmt.Printf("%d cases, %d differ; %d other messages; other classes %v\n", total, wrong, messages, classes)
	if wrong+messages > 0 {
		os.Exit(1)
	}
}
